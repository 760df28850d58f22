import { at, isObject } from '../../core/json.ts'
import type { Refusal } from './answer.ts'
import { type Call, hasBody, mediaTypeOf, objectOf } from './call.ts'
import { type OperationId, requirementId } from './operations.ts'
import { brokenKeyword, rules } from './rules.ts'

/** Something about a request that makes the service refuse it, and the requirement that says so. */
export type Problem = { readonly requirement: string; readonly refusal: Refusal }

/** Fixed, reserved, and no secret. */
export const referenceToken = 'reference-token'

/** What may be wrong with a request, in the order in which it is looked at: the first stage with a problem answers. */
export const stages: readonly ((call: Call) => readonly Problem[])[] = [
  (call) => methodProblems(call),
  (call) => credentialProblems(call),
  (call) => mediaTypeProblems(call),
  (call) => syntaxProblems(call),
  (call) => [...parameterProblems(call), ...memberProblems(call)],
]

const problem = (operation: OperationId, facet: string, refusal: Refusal): Problem => ({
  requirement: requirementId(`${operation}/${facet}`),
  refusal,
})

const methodProblems = ({ operation, method, sentMethod }: Call): readonly Problem[] =>
  method === sentMethod
    ? []
    : [
        problem(operation, 'protocol/wrong-method', {
          status: 405,
          type: 'MethodNotAllowed',
          arguments: { method: sentMethod },
          headers: { allow: method },
        }),
      ]

const credentialProblems = ({ operation, headers }: Call): readonly Problem[] => {
  const lack = lackOf(headers.get('authorization'))
  if (!lack) return []
  const [id, type] = lack
  return [problem(operation, `auth/${id}`, { status: 401, type, headers: { 'www-authenticate': 'Bearer' } })]
}

const lackOf = (authorization: string | null): readonly [string, string] | undefined => {
  if (authorization === null) return ['missing', 'AuthorizationHeaderMissing']
  const [scheme = '', token, ...rest] = authorization.trim().split(/ +/)
  if (/^bearer$/i.test(scheme) && token === undefined) return ['empty', 'InvalidAuthorizationHeader']
  if (!/^bearer$/i.test(scheme) || rest.length > 0) return ['malformed', 'InvalidAuthorizationHeader']
  return token === referenceToken ? undefined : ['unknown', 'InvalidAccessToken']
}

const mediaTypeProblems = (call: Call): readonly Problem[] => {
  const { operation, headers, text, format } = call
  const sent = mediaTypeOf(headers)
  if (!hasBody(call) || text === '' || format === 'xml' || sent === 'application/json') return []
  const refusal = { status: 415, type: 'UnsupportedContentType', arguments: { contentType: sent } }
  return [problem(operation, 'protocol/wrong-content-type', refusal)]
}

/** Where nothing in the body is needed, none may be sent. */
const needsBody: readonly OperationId[] = ['submitBasket', 'submitBasketWithOrderNo', 'addPaymentInstrument']

const syntaxProblems = (call: Call): readonly Problem[] => {
  const { operation, body } = call
  if (!hasBody(call)) return []
  const refusal = { status: 400, type: 'BodyDecoding' }
  switch (body.kind) {
    case 'json':
      return isObject(body.value) ? [] : [problem(operation, 'request/body/type', refusal)]
    case 'empty':
      return needsBody.includes(operation) ? [problem(operation, 'protocol/empty-body', refusal)] : []
    case 'malformed':
    case 'truncated':
      return [problem(operation, `protocol/${body.kind}-json`, refusal)]
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
            arguments: { parameter: 'order_no', expected: 'maxLength=50' },
          }),
        ]
      : []),
    ...(isOdd
      ? [
          problem(operation, 'request/query.skip_authorization/type', {
            status: 400,
            type: 'ValueConstraintViolation',
            arguments: { parameter: 'skip_authorization', expected: 'Boolean' },
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
  return rules[operation].flatMap((rule) => {
    const name = rule.place.join('/')
    if (isStored && !['amount', 'customer_payment_instrument_id'].includes(name)) return []
    const keyword = brokenKeyword(rule, at(body, rule.place) as never)
    if (keyword === undefined) return []
    return [problem(operation, `request/${name}/${keyword}`, refusalOf(name, keyword))]
  })
}

const refusalOf = (place: string, keyword: string): Refusal => {
  if (place === 'basket_id') return { status: 400, type: 'InvalidBasketId' }
  const path = `$.${place.replaceAll('/', '.')}`
  if (keyword === 'type') return { status: 400, type: 'TypeDecoding', arguments: { path } }
  if (keyword === 'enum') return { status: 400, type: 'EnumConstraintViolation', arguments: { document: 'order' } }
  return { status: 400, type: 'PropertyConstraintViolation', arguments: { path } }
}
