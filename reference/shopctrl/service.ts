import { isObject, type Json, type JsonObject } from '../../core/json.ts'
import { readBodyText } from '../dkhardware/body-text.ts'
import type { Answer, Problem } from '../table/answer.ts'
import { type Call, contentOf, mediaTypeOf } from '../table/call.ts'
import { type Hooks, problemsOf } from '../table/hooks.ts'
import { brokenRules } from '../table/rule.ts'
import { allocationMembers, members, paymentRules } from './rules.ts'
import { readXml, root, writeXml } from './xml.ts'

export const contract = 'shopctrl'
export const operation = 'addPayment'

/** Fixed, reserved, and no secret. */
export const referenceToken = 'reference-token'

export const fixtures = {
  orderId: '1',
  shopOwnerId: '2',
  currencyId: '4',
  currencyCode: 'EUR',
  invoiceId: '1',
  shopId: '1',
  paymentTypeId: '1',
} as const

export const mediaTypes = ['application/json', 'text/json', 'application/xml', 'text/xml'] as const

const labelOf = ({ headers }: Pick<Call, 'headers'>): string => mediaTypeOf(headers.get('content-type'))

export const isXml = (mediaType: string): boolean => mediaType.endsWith('/xml')

export const readCall = async (request: Request): Promise<Call> => {
  const text = await request.text()
  const { method, headers } = request
  return {
    operation,
    method,
    path: new URL(request.url).pathname,
    headers,
    text,
    body: bodyOf(text, labelOf({ headers })),
  }
}

const bodyOf = (text: string, label: string): Call['body'] => {
  if (isXml(label)) return readXml(text).body
  const body = readBodyText(text)
  return body.kind === 'json' ? { kind: 'value', value: body.value } : body
}

/** No memory: nothing that is documented reads a payment back. */
export const open =
  (hooks: Hooks) =>
  (call: Call): Answer => {
    const [first, ...others] = problemsOf(stages, hooks, call)
    if (first) return refusal([first, ...others], call)
    return written(200, hooks.says(paymentOf(call), call), wantedBy(call))
  }

const problem = (facet: string, status: number, at: string, message: string): readonly Problem[] => [
  { requirement: `${contract}/${operation}/${facet}`, status, at, message },
]

const path = /^\/v1\/Orders\/([^/]+)\/Payments$/

const stages: readonly ((call: Call) => readonly Problem[])[] = [
  (call) => (path.test(call.path) ? [] : problem('protocol/address', 404, 'path', 'Nothing is here.')),
  ({ method }) => (method === 'POST' ? [] : problem('protocol/wrong-method', 405, 'method', 'Only POST is allowed.')),
  ({ headers }) => {
    const flaw = credentialFlaw(headers.get('authorization'))
    return flaw === undefined ? [] : problem(`auth/${flaw}`, 401, 'Authorization', `The token is ${flaw}.`)
  },
  (call) => {
    const orderId = orderIdOf(call)
    if (!/^-?\d+$/.test(orderId)) return problem('request/path.orderId/type', 404, 'orderId', 'There is no such order.')
    return orderId === fixtures.orderId ? [] : problem('flow/order-zero', 404, 'orderId', 'There is no such order.')
  },
  (call) =>
    mediaTypes.some((one) => one === labelOf(call))
      ? []
      : problem('protocol/wrong-content-type', 415, 'Content-Type', 'The media type is not supported.'),
  (call) => bodyProblems(call),
  (call) => allocationProblems(contentOf(call), orderIdOf(call)),
]

export const orderIdOf = (call: Call): string => path.exec(call.path)?.[1] ?? ''

const credentialFlaw = (authorization: string | null): 'missing' | 'empty' | 'malformed' | 'unknown' | undefined => {
  if (authorization === null) return 'missing'
  if (/^(?:bearer)?\s*$/i.test(authorization)) return 'empty'
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  if (token === undefined) return 'malformed'
  return token === referenceToken ? undefined : 'unknown'
}

const bodyProblems = (call: Call): readonly Problem[] => {
  const format = isXml(labelOf(call)) ? 'xml' : 'json'
  const wrong = (facet: string, message: string) => problem(`protocol/${facet}`, 400, 'payment', message)
  switch (call.body.kind) {
    case 'value':
      return [...(format === 'xml' ? xmlProblems(call.text) : []), ...rulesBrokenBy(call)]
    case 'empty':
      return wrong('empty-body', 'The body is empty.')
    case 'malformed':
      return wrong(`malformed-${format}`, 'The body cannot be read.')
    case 'truncated':
      return wrong(`truncated-${format}`, 'The body ends too early.')
  }
}

const xmlProblems = (text: string): readonly Problem[] => [
  ...(/<!DOCTYPE/.test(text) ? problem('protocol/xml-entities', 400, 'payment', 'A document type is not taken.') : []),
  ...(readXml(text).root === root ? [] : problem('protocol/xml-root', 400, 'payment', `The root must be ${root}.`)),
]

const rulesBrokenBy = (call: Call): readonly Problem[] =>
  brokenRules(paymentRules, contentOf(call), { operation: `${contract}/${operation}`, status: 400 })

const allocationProblems = (payment: unknown, orderId: string): readonly Problem[] => {
  const { PaymentAllocations: list, Amount: amount } = isObject(payment) ? payment : {}
  const allocations = Array.isArray(list) ? list.filter(isObject) : []
  const sum = allocations.reduce((total, { AllocatedAmount: part }) => total + (typeof part === 'number' ? part : 0), 0)
  const isElsewhere =
    allocations.length > 0 &&
    allocations.every(({ OrderId: one }) => typeof one === 'number' && String(one) !== orderId)
  return [
    ...(isElsewhere ? problem('flow/allocation-elsewhere', 400, 'PaymentAllocations', 'None is for this order.') : []),
    ...(typeof amount === 'number' && amount > 0 && sum > amount + 1e-9
      ? problem('flow/allocations-exceed-amount', 400, 'PaymentAllocations', 'More than the amount is allocated.')
      : []),
  ]
}

const defaults: JsonObject = {
  ShopOwnerId: 2,
  Amount: 3,
  CurrencyId: 4,
  CreationDate: '2021-12-02T20:19:34.591609+01:00',
}

/** The payment as it was sent. What a fault lets through breaks a rule all the same and comes back as defaults. */
const paymentOf = (call: Call): JsonObject => {
  const isSound = call.body.kind === 'value' && rulesBrokenBy(call).length === 0
  const sent = (isSound ? contentOf(call) : defaults) as JsonObject
  const list = sent.PaymentAllocations
  const allocations = Array.isArray(list) ? list.map((one) => ordered(one as JsonObject, allocationMembers)) : null
  return { ...ordered(sent, members), Id: 0, PaymentAllocations: allocations }
}

const ordered = (value: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(names.map((name) => [name, value[name] ?? null]))

/** The first of the offered types that is accepted; JSON for who accepts anything or says nothing. */
const wantedBy = ({ headers }: Call): string => {
  const accepted = (headers.get('accept') ?? '*/*').split(',').map(mediaTypeOf)
  return mediaTypes.find((one) => accepted.includes(one)) ?? mediaTypes[0]
}

const written = (status: number, value: JsonObject, mediaType: string): Answer => ({
  status,
  headers: { 'content-type': `${mediaType}; charset=utf-8` },
  text: isXml(mediaType) ? writeXml(value) : JSON.stringify(value),
})

/** Errors are not documented; these have the form that the framework behind such pages gives them. */
const refusal = ([{ status, message }, ...others]: readonly [Problem, ...Problem[]], call: Call): Answer => {
  const mediaType = wantedBy(call)
  const states = Object.fromEntries(others.map((one): [string, Json] => [`payment.${one.at}`, [one.message]]))
  const body = { Message: message, ...(others.length > 0 ? { ModelState: states } : {}) }
  return {
    status,
    headers: { 'content-type': `${mediaType}; charset=utf-8`, ...more[status] },
    text: isXml(mediaType) ? `<Error><Message>${message}</Message></Error>` : JSON.stringify(body),
  }
}

const more: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { 'www-authenticate': 'Bearer' },
  405: { allow: 'POST' },
}
