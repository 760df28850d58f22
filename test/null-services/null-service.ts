import type { Outcome } from '../../core/verdict.ts'
import type { Asked, ServerReply } from '../servers/recorder.ts'

/** A service that keeps no contract, and what may be said of it. */
export type NullService = {
  readonly name: string
  readonly answer: (asked: Asked) => ServerReply | Promise<ServerReply>
  readonly outcome: Outcome
  /** What the report says first, with N for the number of requests; undefined where its verdicts tell it all. */
  readonly saidFirst?: string
  /** Globs of all that may be found kept. */
  readonly mayKeep: readonly string[]
  /** Globs of what may be found kept, or not: it hangs on which requests are under way at the same time. */
  readonly byChance?: readonly string[]
}

export type NullServices = {
  readonly contract: string
  /** With all of them given, nothing is excused by a missing one. */
  readonly fixtures: Readonly<Record<string, string | number>>
  readonly services: readonly NullService[]
}

export const json = (status: number, body: unknown): ServerReply =>
  typed('application/json', status, JSON.stringify(body))

export const xml = (status: number, body: string): ServerReply => typed('application/xml', status, body)

export const empty = (status: number): ServerReply => ({ status })

export const page = (status: number): ServerReply => typed('text/html', status, '<h1>It works!</h1>')

/** The request's own body, labelled as the request was. */
export const echo = ({ headers, body }: Asked): ServerReply =>
  typed(headerOf(headers, 'content-type') ?? 'application/json', 200, body)

const silent = 'the target answered none of N requests'

/** What the report says of a service that takes nothing; each operation is told with the first answer. */
export const takesNone = (operations: string, answered: string): string =>
  `the target takes no valid request of ${operations}: ${answered}`

/** Services of which nothing can be learned, whatever the contract; `none` tells of what is answered that nothing is taken. */
export const mute = (none: (answered: string) => string): readonly NullService[] => [
  unusable('answers 400 {}', json(400, {}), none('400 "{}"')),
  unusable('answers 401', json(401, {}), 'the target refuses the credentials: it answers 401 to every valid request'),
  unusable('answers 404', empty(404), none('404 ""')),
  unusable('answers 500 {}', json(500, {}), none('500 "{}"')),
  unusable(
    'redirects to a login page',
    { status: 302, headers: { location: '/login' } },
    none('302 and points to another address of its own; redirects are not followed'),
  ),
  {
    name: 'never answers',
    answer: () => new Promise(() => {}),
    outcome: 'unusable',
    saidFirst: silent,
    mayKeep: [],
  },
  {
    name: 'answers 429',
    answer: () => ({ status: 429, headers: { 'Retry-After': '0' } }),
    outcome: 'unusable',
    saidFirst: silent,
    mayKeep: [],
  },
]

const unusable = (name: string, reply: ServerReply, saidFirst: string): NullService => ({
  name,
  answer: () => reply,
  outcome: 'unusable',
  saidFirst,
  mayKeep: [],
})

/** What whoever answers at all keeps: complete replies, without secrets and stack traces. */
export const everyReply = (contract: string): readonly string[] =>
  ['transport/complete-reply', 'security/no-secret-echo', 'security/no-stack-trace'].map(
    (facet) => `${contract}/*/${facet}`,
  )

/** What any JSON object keeps of replies of a status. */
export const anyObject = (contract: string, status: string): readonly string[] =>
  ['content-type', 'parses', 'body/type'].map((facet) => `${contract}/*/response.${status}/${facet}`)

export const headerOf = (headers: Asked['headers'], wanted: string): string | undefined =>
  headers.find(([name]) => name.toLowerCase() === wanted)?.[1]

const typed = (type: string, status: number, body: string): ServerReply => ({
  status,
  headers: { 'content-type': type },
  body,
})
