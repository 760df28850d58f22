import { type Call, contentOf, sentAs } from '../engine/call.ts'
import { bearerFlaw } from '../engine/credentials.ts'
import type { Problem } from '../engine/problem.ts'
import { brokenRules } from '../engine/rule.ts'
import type { Stage } from '../engine/service.ts'
import { bodied, contract, referenceToken } from './names.ts'
import { keyRules, rules } from './rules.ts'

const problem = (call: Call, facet: string, rest: Omit<Problem, 'requirement'>): readonly Problem[] => [
  { requirement: `${contract}/${call.operation}/${facet}`, ...rest },
]

const hasBody = ({ operation }: Call): boolean => bodied.some((one) => one === operation)
const isRead = ({ operation }: Call): boolean => operation === 'listOrders' || operation === 'getOrder'

const invalid = (call: Call, facet: string, message: string): readonly Problem[] =>
  problem(call, facet, { status: 400, type: 'invalid', message })

const broken = (call: Call, which: Parameters<typeof brokenRules>[0], value: unknown): readonly Problem[] =>
  brokenRules(which, value, { operation: `${contract}/${call.operation}`, status: 400 }).map((one) => ({
    ...one,
    type: 'invalid',
    message: `${one.at} ${one.message}`,
  }))

const bodyProblems = (call: Call): readonly Problem[] => {
  switch (call.body.kind) {
    case 'value':
      return broken(call, rules[call.operation] ?? [], contentOf(call))
    case 'empty':
      return invalid(call, 'protocol/empty-body', 'There is no body.')
    case 'malformed':
      return invalid(call, 'protocol/malformed-json', 'The body is not JSON.')
    case 'truncated':
      return invalid(call, 'protocol/truncated-json', 'The body ends too early.')
  }
}

const looks: readonly Stage['problems'][] = [
  (call) => {
    const allow = call.path === '/orders' ? 'GET, POST' : isRead(call) ? 'GET' : 'POST'
    const refusal = { status: 405, type: 'method', message: 'The method is not known here.', headers: { allow } }
    return call.method === (isRead(call) ? 'GET' : 'POST') ? [] : problem(call, 'protocol/wrong-method', refusal)
  },
  (call) => {
    const flaw = bearerFlaw(call.headers.get('authorization'), referenceToken)
    const headers = { 'www-authenticate': 'Bearer' }
    const refusal = { status: 401, type: 'unauthorized', message: `The token is ${flaw}.`, headers }
    return flaw === undefined ? [] : problem(call, `auth/${flaw}`, refusal)
  },
  (call) =>
    !hasBody(call) || call.body.kind === 'empty' || sentAs(call) === 'application/json'
      ? []
      : problem(call, 'protocol/wrong-content-type', {
          status: 415,
          type: 'media-type',
          message: 'Only JSON is taken.',
        }),
  (call) => {
    const key = call.headers.get('idempotency-key')
    const sent = key === null ? {} : { 'header.Idempotency-Key': key }
    return call.operation === 'createOrder' ? broken(call, keyRules, sent) : []
  },
  (call) => (hasBody(call) ? bodyProblems(call) : []),
]

/** What is refused, in the order in which it is looked at. */
export const stages: readonly Stage[] = looks.map((problems, index) => ({
  of: index < 2 ? 'access' : 'form',
  problems,
}))
