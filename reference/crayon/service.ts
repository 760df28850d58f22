import { isObject, type Json } from '../../core/json.ts'
import type { Answer } from '../engine/answer.ts'
import { type Call, contentOf, sentAs } from '../engine/call.ts'
import { bearerFlaw } from '../engine/credentials.ts'
import type { Problem, Problems } from '../engine/problem.ts'
import { brokenRules } from '../engine/rule.ts'
import type { Stage } from '../engine/service.ts'
import { orderRules } from './rules.ts'

export const contract = 'crayon'

/** Fixed, reserved, and no secret. */
export const referenceToken = 'reference-token'

export const fixtures = { resellerCustomerId: '123', unknownResellerCustomerId: '999999' } as const

export const operations = ['checkout', 'checkoutLegacy'] as const

export const paths: Readonly<Record<(typeof operations)[number], string>> = {
  checkout: '/api/v1/purchaserequest/checkout',
  checkoutLegacy: '/api/v1/assets/checkout',
}

/** A call to another address counts to the operation whose address it begins with. */
export const operationAt = (path: string): (typeof operations)[number] =>
  path.startsWith(paths.checkoutLegacy) ? 'checkoutLegacy' : 'checkout'

const problem = ({ operation }: Call, facet: string, rest: Omit<Problem, 'requirement'>): readonly Problem[] => [
  { requirement: `${contract}/${operation}/${facet}`, ...rest },
]

const looks: readonly Stage['problems'][] = [
  (call) =>
    Object.values(paths).includes(call.path)
      ? []
      : problem(call, 'error.404/unknown-address', { status: 404, at: 'path', message: 'Nothing is here.' }),
  (call) =>
    call.method === 'POST'
      ? []
      : problem(call, 'protocol/wrong-method', { status: 405, at: 'method', message: 'Only POST is allowed.' }),
  (call) => {
    // One blank between scheme and token, and nothing else.
    const flaw = bearerFlaw(call.headers.get('authorization'), referenceToken, ' ')
    const message = `The token is ${flaw}.`
    return flaw === undefined ? [] : problem(call, `auth/${flaw}`, { status: 401, at: 'Authorization', message })
  },
  (call) => {
    const message = 'The body must be labelled application/json.'
    return sentAs(call) === 'application/json'
      ? []
      : problem(call, 'protocol/wrong-content-type', { status: 415, at: 'Content-Type', message })
  },
  (call) => bodyProblems(call),
  (call) => {
    const customer = orderOf(call)
    const isUnknown = isObject(customer) && String(customer.resellerCustomerId) === fixtures.unknownResellerCustomerId
    const message = 'The customer tenant does not exist.'
    return isUnknown
      ? problem(call, 'error.404/unknown-customer', { status: 404, at: 'resellerCustomerId', message })
      : []
  },
]

export const stages: readonly Stage[] = looks.map((problems) => ({ of: 'form', problems }))

const bodyProblems = (call: Call): readonly Problem[] => {
  const wrong = (facet: string, message: string) =>
    problem(call, `protocol/${facet}`, { status: 400, at: 'body', message })
  switch (call.body.kind) {
    case 'value':
      return brokenRules(orderRules, orderOf(call), { operation: `${contract}/${call.operation}`, status: 400 })
    case 'empty':
      return wrong('empty-body', 'The body is empty.')
    case 'malformed':
      return wrong('malformed-json', 'The body is not JSON.')
    case 'truncated':
      return wrong('truncated-json', 'The body ends too early.')
  }
}

/** The order in either form: as the member `order`, or as it stands. The sample writes one name in another case. */
export const orderOf = (call: Call): Json | undefined => {
  const body = contentOf(call)
  const order = isObject(body) && Object.hasOwn(body, 'order') ? body['order'] : body
  if (!isObject(order) || !Object.hasOwn(order, 'ScheduledPurchaseDate')) return order
  const { ScheduledPurchaseDate: scheduledPurchaseDate, ...others } = order
  return { ...others, scheduledPurchaseDate: scheduledPurchaseDate ?? null }
}

/** Bodies of errors are not described; these have the form that the vendor's own kit reads. */
export const refusal = (problems: Problems): Answer => {
  const [{ status, message = '' }] = problems
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...more[status] },
    body: {
      ErrorCode: `ERROR_${status}`,
      Message: message,
      Parameters: {},
      ObjectErrors: problems.map(({ at = '', message: Message = '' }) => ({ ErrorCode: at, Message, Parameters: {} })),
    },
  }
}

const more: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  401: { 'www-authenticate': 'Bearer' },
  405: { allow: 'POST' },
}
