import { isObject } from '../../../core/json.ts'
import { contentOf } from '../../engine/call.ts'
import { facetOfRule, placeText, type Rule } from '../../engine/rule.ts'
import { overlooking, type Row, type Switch, switchesOf } from '../../engine/switch.ts'
import { paymentRules } from '../rules.ts'
import { contract, operation, orderIdOf } from '../service.ts'

/** What is broken with a promise: a date without a time is one of the flaws of dates, and what ends too early cannot be read. */
const implied: Readonly<Record<string, readonly string[]>> = {
  'request/PaymentDate/format': ['flow/date-only'],
  'protocol/truncated-json': ['protocol/malformed-json'],
  'protocol/truncated-xml': ['protocol/malformed-xml'],
}

const ignored = (facet: string, id: string, title: string): Row => {
  const requirement = `${operation}/${facet}`
  const also = implied[facet]?.map((one) => `${operation}/${one}`)
  return { id, title, requirement, ...(also ? { also } : {}), hooks: overlooking(contract, requirement) }
}

const ofRule = (rule: Rule): Row => {
  const place = placeText(rule.place)
  const name = `${place.replaceAll('[]', '').replaceAll('/', '.')}${place.endsWith('[]') ? '.element' : ''}`
  return ignored(
    facetOfRule(rule),
    `ignores-${name}-${rule.keyword}`,
    `Takes ${place} although it breaks ${rule.keyword}`,
  )
}

/** What breaks a disputed rule is taken by some fair reading. */
const rules = paymentRules.filter(({ disputed }) => !disputed)

const bodies = [
  ['empty-body', 'an empty body'],
  ['malformed-json', 'a body that is not JSON'],
  ['truncated-json', 'JSON that ends too early'],
  ['malformed-xml', 'a body that is not XML'],
  ['truncated-xml', 'XML that ends too early'],
  ['xml-root', 'XML with another root'],
  ['wrong-method', 'any method'],
] as const

const credentials = [
  ['missing', 'missing-token', 'a call without a token'],
  ['empty', 'empty-token', 'a call with an empty token'],
  ['malformed', 'malformed-credentials', 'credentials of another scheme'],
  ['unknown', 'unknown-token', 'a token that nobody issued'],
] as const

/** Limits may be kept by cutting, but what comes back may not be longer than they say. */
const limits = [
  ['Note', 1000],
  ['AccountNumber', 50],
  ['AccountName', 100],
  ['TransactionId', 100],
  ['ImportSource', 50],
] as const

const kept = limits.map(([name, most]): Row => {
  const long = `${operation}/request/${name}/maxLength`
  return {
    id: `keeps-long-${name}`,
    title: `Takes a ${name} of more than ${most} characters and returns it whole`,
    requirement: `${operation}/response.200/${name}/maxLength`,
    also: [long],
    hooks: {
      ...overlooking(contract, long),
      says: (payment, call) => {
        const sent = contentOf(call)
        const value = isObject(sent) ? sent[name] : undefined
        return typeof value === 'string' ? { ...payment, [name]: value } : payment
      },
    },
  }
})

const entities: Row = {
  id: 'expands-entities',
  title: 'Expands an entity that the request itself declares',
  requirement: `${operation}/protocol/xml-entities`,
  hooks: {
    ...overlooking(contract, `${operation}/protocol/xml-entities`),
    says: (payment, { text }) => {
      const declared = /<!ENTITY \w+ "([^"]*)">/.exec(text)?.[1]
      return declared === undefined ? payment : { ...payment, Note: declared }
    },
  },
}

const takesOrder = (id: string, title: string, ids: RegExp): Row => ({
  id,
  title,
  requirement: `${operation}/flow/order-zero`,
  hooks: {
    overlooks: (requirement, call) =>
      requirement === `${contract}/${operation}/flow/order-zero` && ids.test(orderIdOf(call)),
  },
})

const otherCase: Row = {
  id: 'takes-members-in-camelCase',
  title: 'Takes a payment whose members are in camelCase',
  requirement: `${operation}/flow/other-case`,
  hooks: {
    overlooks: (_, call) => {
      const sent = contentOf(call)
      return isObject(sent) && 'shopOwnerId' in sent
    },
  },
}

export const constraintFaults: readonly Switch[] = [
  ...switchesOf(contract, 'constraint', [
    ...rules.map(ofRule),
    ...bodies.map(([facet, what]) => ignored(`protocol/${facet}`, `accepts-${facet}`, `Takes ${what}`)),
    ...kept,
    entities,
    otherCase,
    ignored('request/path.orderId/type', 'takes-order-of-letters', 'Takes a payment of an order that is no number'),
    takesOrder('takes-order-zero', 'Takes a payment of the order 0', /^0$/),
    {
      ...takesOrder('takes-orders-below-zero', 'Takes a payment of an order below 0', /^-/),
      also: [`${operation}/request/path.orderId/type`],
    },
  ]),
  ...switchesOf(
    contract,
    'credentials',
    credentials.map(([flaw, name, what]) => ignored(`auth/${flaw}`, `accepts-${name}`, `Takes ${what}`)),
  ),
]
