import { isList, isObject, type Json, type JsonObject, objectOf } from '../../core/json.ts'
import type { Answer } from '../engine/answer.ts'
import { type Body, readBodyText } from '../engine/body-text.ts'
import { type Call, contentOf, mediaTypeOf, sentAs } from '../engine/call.ts'
import { bearerFlaw } from '../engine/credentials.ts'
import type { Problem, Problems } from '../engine/problem.ts'
import { brokenRules } from '../engine/rule.ts'
import type { Context, Stage } from '../engine/service.ts'
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

export const isXml = (mediaType: string): boolean => mediaType.endsWith('/xml')

export const read = (call: Pick<Call, 'headers' | 'text'>): Body =>
  isXml(sentAs(call)) ? readXml(call.text).body : readBodyText(call.text)

/** The payment as it was sent. What a fault lets through breaks a rule all the same and comes back as defaults. */
export const addPayment = ({ hooks, soundness }: Context<undefined>, call: Call): Answer =>
  written(200, hooks.says(paymentOf(soundness === 'sound' ? contentOf(call) : defaults), call), wantedBy(call))

const problem = (facet: string, status: number, at: string, message: string): readonly Problem[] => [
  { requirement: `${contract}/${operation}/${facet}`, status, at, message },
]

export const path = /^\/v1\/Orders\/([^/]+)\/Payments$/

const access: readonly Stage['problems'][] = [
  (call) => (path.test(call.path) ? [] : problem('protocol/address', 404, 'path', 'Nothing is here.')),
  ({ method }) => (method === 'POST' ? [] : problem('protocol/wrong-method', 405, 'method', 'Only POST is allowed.')),
  ({ headers }) => {
    const flaw = bearerFlaw(headers.get('authorization'), referenceToken)
    return flaw === undefined ? [] : problem(`auth/${flaw}`, 401, 'Authorization', `The token is ${flaw}.`)
  },
  (call) => {
    const orderId = orderIdOf(call)
    if (!/^-?\d+$/.test(orderId)) return problem('request/path.orderId/type', 404, 'orderId', 'There is no such order.')
    return orderId === fixtures.orderId ? [] : problem('flow/order-zero', 404, 'orderId', 'There is no such order.')
  },
  (call) =>
    mediaTypes.some((one) => one === sentAs(call))
      ? []
      : problem('protocol/wrong-content-type', 415, 'Content-Type', 'The media type is not supported.'),
  (call) => (isXml(sentAs(call)) && call.body.kind === 'value' ? xmlProblems(call.text) : []),
]

export const stages: readonly Stage[] = [
  ...access.map((problems): Stage => ({ of: 'access', problems })),
  { of: 'form', problems: (call) => bodyProblems(call) },
  { of: 'access', problems: (call) => allocationProblems(contentOf(call), orderIdOf(call)) },
]

export const orderIdOf = (call: Call): string => path.exec(call.path)?.[1] ?? ''

const bodyProblems = (call: Call): readonly Problem[] => {
  const format = isXml(sentAs(call)) ? 'xml' : 'json'
  const wrong = (facet: string, message: string) => problem(`protocol/${facet}`, 400, 'payment', message)
  switch (call.body.kind) {
    case 'value':
      return brokenRules(paymentRules, contentOf(call), { operation: `${contract}/${operation}`, status: 400 })
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

const allocationProblems = (payment: unknown, orderId: string): readonly Problem[] => {
  const { PaymentAllocations: list, Amount: amount } = isObject(payment) ? payment : {}
  const allocations = isList(list) ? list.filter(isObject) : []
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

const paymentOf = (value: Json | undefined): JsonObject => {
  // The rules have been checked: the body is a payment.
  const sent = objectOf(value)
  const list = sent['PaymentAllocations']
  const allocations = isList(list) ? list.map((one) => ordered(objectOf(one), allocationMembers)) : null
  return { ...ordered(sent, members), Id: 0, PaymentAllocations: allocations }
}

const ordered = (value: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(names.map((name) => [name, value[name] ?? null]))

/** Of the offered types the one that is accepted most, the first of equals; JSON for who accepts anything or says nothing. */
const wantedBy = ({ headers }: Call): string => {
  const accepted = (headers.get('accept') ?? '*/*')
    .split(',')
    .map((one) => ({ mediaType: mediaTypeOf(one), weight: Number(/;\s*q=([\d.]+)/i.exec(one)?.[1] ?? 1) }))
  const weightOf = (mediaType: string): number => accepted.find((one) => one.mediaType === mediaType)?.weight ?? 0
  const [wanted = mediaTypes[0]] = mediaTypes.toSorted((one, other) => weightOf(other) - weightOf(one))
  return weightOf(wanted) > 0 ? wanted : mediaTypes[0]
}

const written = (status: number, value: JsonObject, mediaType: string): Answer => ({
  status,
  headers: { 'content-type': `${mediaType}; charset=utf-8` },
  body: value,
  text: isXml(mediaType) ? writeXml(value) : JSON.stringify(value),
})

/** Errors are not documented; these have the form that the framework behind such pages gives them. */
export const refusal = ([{ status, message = '' }, ...others]: Problems, call: Call): Answer => {
  const mediaType = wantedBy(call)
  const states = Object.fromEntries(others.map(({ at, message: one = '' }): [string, Json] => [`payment.${at}`, [one]]))
  const body = { Message: message, ...(others.length > 0 ? { ModelState: states } : {}) }
  return {
    status,
    headers: { 'content-type': `${mediaType}; charset=utf-8`, ...more[status] },
    body,
    text: isXml(mediaType) ? `<Error><Message>${message}</Message></Error>` : JSON.stringify(body),
  }
}

const more: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { 'www-authenticate': 'Bearer' },
  405: { allow: 'POST' },
}
