import { at, isObject } from '../../../core/json.ts'
import { contentOf, sentAs } from '../../engine/call.ts'
import { overlooking, type Row, type Switch, switchesOf } from '../../engine/switch.ts'
import { limits } from '../rules.ts'
import { contract, operation, orderIdOf } from '../service.ts'

/** Limits may be kept by cutting, but what comes back may not be longer than they say. */
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

const laterInXml: Row = {
  id: 'looks-at-the-first-allocation-in-xml',
  title: 'In XML, later allocations than the first are not looked at',
  requirement: `${operation}/request/PaymentAllocations[]/OrderId/type`,
  also: [
    'type',
    'OrderId/format',
    'InvoiceId/type',
    'InvoiceId/format',
    'AllocatedAmount/type',
    'AllocatedAmount/format',
  ].map((rest) => `${operation}/request/PaymentAllocations[]/${rest}`),
  hooks: {
    overlooks: (requirement, call) =>
      /xml$/.test(sentAs(call)) &&
      requirement.includes('/PaymentAllocations[]/') &&
      Object.keys(at(contentOf(call), ['PaymentAllocations']) ?? {}).length > 1,
  },
}

/** What is taken in a way of this service's own. */
export const ownFaults: readonly Switch[] = switchesOf(contract, 'constraint', [
  ...kept,
  entities,
  otherCase,
  laterInXml,
  takesOrder('takes-order-zero', 'Takes a payment of the order 0', /^0$/),
  {
    ...takesOrder('takes-orders-below-zero', 'Takes a payment of an order below 0', /^-/),
    also: [`${operation}/request/path.orderId/type`],
  },
])
