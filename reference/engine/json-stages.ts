import { type Call, contentOf, sentAs } from './call.ts'
import { bearerFlaw } from './credentials.ts'
import type { Problem } from './problem.ts'
import { brokenRules, type Rule } from './rule.ts'
import type { Operation, Service, Stage } from './service.ts'

/** The rules of one operation. Those of headers have the place `header.` and the name. */
export type JsonRules = { readonly headers?: readonly Rule[]; readonly body?: readonly Rule[] }

type Plan = Pick<Service, 'contract' | 'operations' | 'token'> & {
  /** By operation; one that takes no body has no rules for it. */
  readonly rules: Readonly<Record<string, JsonRules>>
}

/** What a service of JSON and bearer tokens refuses: 405, 401, 415, then 400 for headers and body. */
export const jsonStages = ({ contract, operations, token, rules }: Plan): readonly Stage[] => {
  const problem = ({ operation }: Call, facet: string, rest: Omit<Problem, 'requirement'>): readonly Problem[] => [
    { requirement: `${contract}/${operation}/${facet}`, ...rest },
  ]
  const broken = (call: Call, which: readonly Rule[], value: unknown): readonly Problem[] =>
    brokenRules(which, value, { operation: `${contract}/${call.operation}`, status: 400 }).map((one) => ({
      ...one,
      type: 'invalid',
    }))
  const rulesOf = ({ operation }: Call): JsonRules => rules[operation] ?? {}
  return [
    {
      of: 'access',
      problems: (call) => {
        const allowed = methodsAt(operations, call.operation)
        const refusal = { status: 405, type: 'method', headers: { allow: allowed.all.join(', ') } }
        return call.method === allowed.own ? [] : problem(call, 'protocol/wrong-method', refusal)
      },
    },
    {
      of: 'access',
      problems: (call) => {
        const flaw = bearerFlaw(call.headers.get('authorization'), token)
        const refusal = { status: 401, type: 'unauthorized', headers: { 'www-authenticate': 'Bearer' } }
        return flaw === undefined ? [] : problem(call, `auth/${flaw}`, refusal)
      },
    },
    {
      of: 'form',
      problems: (call) =>
        !rulesOf(call).body || call.body.kind === 'empty' || sentAs(call) === 'application/json'
          ? []
          : problem(call, 'protocol/wrong-content-type', { status: 415, type: 'media-type' }),
    },
    { of: 'form', problems: (call) => broken(call, rulesOf(call).headers ?? [], headersOf(call, rulesOf(call))) },
    {
      of: 'form',
      problems: (call) => {
        const { body } = rulesOf(call)
        if (!body) return []
        if (call.body.kind === 'value') return broken(call, body, contentOf(call))
        return problem(call, `protocol/${syntax[call.body.kind]}`, { status: 400, type: 'invalid' })
      },
    },
  ]
}

const syntax = { empty: 'empty-body', malformed: 'malformed-json', truncated: 'truncated-json' } as const

const methodsAt = (operations: readonly Operation[], id: string) => {
  const own = operations.find((one) => one.id === id)
  return { own: own?.method, all: operations.filter(({ path }) => path === own?.path).map(({ method }) => method) }
}

/** The headers that rules speak about, by their places. */
const headersOf = ({ headers }: Call, { headers: which = [] }: JsonRules): Readonly<Record<string, string>> =>
  Object.fromEntries(
    which.flatMap(({ place: [place = ''] }) => {
      const value = headers.get(place.replace('header.', ''))
      return value === null ? [] : [[place, value]]
    }),
  )
