import { at, isObject } from '../../core/json.ts'
import { type Call, sentAs } from '../engine/call.ts'
import { bearerFlaw } from '../engine/credentials.ts'
import type { Problem, Refusal } from '../engine/problem.ts'
import type { Stage } from '../engine/service.ts'
import { formatOf, hasBody, objectOf } from './call.ts'
import { methodOf, requirementId } from './operations.ts'
import { brokenKeyword, rulesFor } from './rules.ts'

/** Fixed, reserved, and no secret. */
export const referenceToken = 'reference-token'

/** What may be wrong with a request, in the order in which it is looked at. */
export const stages: readonly Stage[] = [
  { of: 'form', problems: (call) => methodProblems(call) },
  { of: 'access', problems: (call) => credentialProblems(call) },
  { of: 'form', problems: (call) => mediaTypeProblems(call) },
  { of: 'form', problems: (call) => syntaxProblems(call) },
  { of: 'form', problems: (call) => [...parameterProblems(call), ...memberProblems(call)] },
]

const problem = (operation: string, facet: string, refusal: Refusal): Problem => ({
  requirement: requirementId(`${operation}/${facet}`),
  ...refusal,
})

const methodProblems = ({ operation, method }: Call): readonly Problem[] =>
  method === methodOf(operation)
    ? []
    : [
        problem(operation, 'protocol/wrong-method', {
          status: 405,
          type: 'MethodNotAllowed',
          details: { method },
          headers: { allow: methodOf(operation) },
        }),
      ]

const credentialProblems = ({ operation, headers }: Call): readonly Problem[] => {
  const flaw = bearerFlaw(headers.get('authorization'), referenceToken)
  if (flaw === undefined) return []
  const type = flawTypes[flaw]
  return [problem(operation, `auth/${flaw}`, { status: 401, type, headers: { 'www-authenticate': 'Bearer' } })]
}

const flawTypes = {
  missing: 'AuthorizationHeaderMissing',
  empty: 'InvalidAuthorizationHeader',
  malformed: 'InvalidAuthorizationHeader',
  unknown: 'InvalidAccessToken',
} as const

const mediaTypeProblems = (call: Call): readonly Problem[] => {
  const { operation, text } = call
  const sent = sentAs(call)
  if (!hasBody(call) || text === '' || formatOf(call) === 'xml' || sent === 'application/json') return []
  const refusal = { status: 415, type: 'UnsupportedContentType', details: { contentType: sent } }
  return [problem(operation, 'protocol/wrong-content-type', refusal)]
}

/** Where nothing in the body is needed, none may be sent. */
const needsBody: readonly string[] = ['submitBasket', 'submitBasketWithOrderNo', 'addPaymentInstrument']

const syntaxProblems = (call: Call): readonly Problem[] => {
  const { operation, body } = call
  if (!hasBody(call)) return []
  const refusal = { status: 400, type: 'BodyDecoding' }
  switch (body.kind) {
    case 'value':
      return isObject(body.value) ? [] : [problem(operation, 'request/body/type', refusal)]
    case 'empty':
      return needsBody.includes(operation) ? [problem(operation, 'protocol/empty-body', refusal)] : []
    case 'malformed':
    case 'truncated':
      return [problem(operation, formatOf(call) === 'xml' ? 'format/xml' : `protocol/${body.kind}-json`, refusal)]
  }
}

const parameterProblems = ({ operation, parameters, query }: Call): readonly Problem[] => {
  const number = parameters['order_no'] ?? ''
  const skip = query.get('skip_authorization')
  const isLong = operation === 'submitBasketWithOrderNo' && [...number].length > 50
  const isOdd = /PaymentInstrument$/.test(operation) && skip !== null && skip !== 'true' && skip !== 'false'
  return [
    ...(isLong
      ? [
          problem(operation, 'request/path.order_no/maxLength', {
            status: 400,
            type: 'StringConstraintViolation',
            details: { parameter: 'order_no', expected: 'maxLength=50' },
          }),
        ]
      : []),
    ...(isOdd
      ? [
          problem(operation, 'request/query.skip_authorization/type', {
            status: 400,
            type: 'ValueConstraintViolation',
            details: { parameter: 'skip_authorization', expected: 'Boolean' },
          }),
        ]
      : []),
  ]
}

/** With a stored instrument everything but the amount is ignored, broken or not. */
const memberProblems = (call: Call): readonly Problem[] => {
  const { operation } = call
  const body = objectOf(call)
  const isStored = typeof body['customer_payment_instrument_id'] === 'string'
  return rulesFor(operation).flatMap((rule) => {
    const name = rule.place.join('/')
    if (isStored && !['amount', 'customer_payment_instrument_id'].includes(name)) return []
    const keyword = brokenKeyword(rule, at(body, rule.place))
    if (keyword === undefined) return []
    return [problem(operation, `request/${name}/${keyword}`, refusalOf(name, keyword))]
  })
}

const refusalOf = (place: string, keyword: string): Refusal => {
  if (place === 'basket_id') return { status: 400, type: 'InvalidBasketId' }
  const path = `$.${place.replaceAll('/', '.')}`
  if (keyword === 'type') return { status: 400, type: 'TypeDecoding', details: { path } }
  if (keyword === 'enum') return { status: 400, type: 'EnumConstraintViolation', details: { document: 'order' } }
  return { status: 400, type: 'PropertyConstraintViolation', details: { path } }
}
