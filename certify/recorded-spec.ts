import type { Auth, Placement } from '../core/auth.ts'
import type { Json } from '../core/json.ts'
import type { Redactor } from '../core/redact.ts'
import type { RunSpec, Supply } from '../core/run-spec.ts'
import { authOf, tokenFrom } from '../target/auth/open.ts'

/** How a contract was run, without any secret: names stand for them. */
export type RecordedSpec = Pick<
  RunSpec,
  | 'seed'
  | 'tag'
  | 'depth'
  | 'runs'
  | 'reading'
  | 'allow'
  | 'fixtures'
  | 'fixturePools'
  | 'webhook'
  | 'settleMs'
  | 'contract'
> & {
  readonly supplies: Readonly<Record<string, readonly Json[]>>
  readonly target: {
    readonly baseUrl: string
    readonly headers: Readonly<Record<string, string>>
    /** Names of variables that headers hold. */
    readonly variables: readonly string[]
    readonly timeoutMs: number
    readonly concurrency: number
    readonly credentials: RecordedCredentials
  }
}

/** What kind of credentials was used, as far as what is sent depends on it. */
export type RecordedCredentials =
  | { readonly kind: 'none' }
  | ({ readonly kind: 'bearer' } & Shape)
  | { readonly kind: 'basic' }
  | { readonly kind: 'key'; readonly in: 'header' | 'query' | 'cookie'; readonly name: string }
  | ({ readonly kind: 'issued' } & Placement & Shape)

/** Whether a token has letters, and the three parts of a JWT: some requests are made only of such. */
type Shape = { readonly hasLetters: boolean; readonly isJwt: boolean }

export const recordedSpec = (
  spec: RunSpec,
  { text }: Redactor,
  drawn: ReadonlyMap<string, readonly (Json | undefined)[]>,
): RecordedSpec => {
  const { target } = spec
  return {
    contract: spec.contract,
    seed: spec.seed,
    tag: spec.tag,
    ...(spec.depth ? { depth: spec.depth } : {}),
    runs: spec.runs,
    reading: spec.reading,
    allow: spec.allow,
    fixtures: JSON.parse(text(JSON.stringify(spec.fixtures))),
    ...(spec.fixturePools ? { fixturePools: JSON.parse(text(JSON.stringify(spec.fixturePools))) } : {}),
    supplies: JSON.parse(text(JSON.stringify(recordedSupplies(spec.supplies ?? {}, drawn)))),
    ...(spec.webhook ? { webhook: spec.webhook } : {}),
    settleMs: spec.settleMs,
    target: {
      baseUrl: target.baseUrl,
      headers: textsIn(target.headers, text),
      variables: Object.keys(target.secrets ?? {}),
      timeoutMs: target.timeoutMs,
      concurrency: target.concurrency,
      credentials: recordedCredentials(target, text),
    },
  }
}

const recordedSupplies = (
  supplies: Readonly<Record<string, Supply>>,
  drawn: ReadonlyMap<string, readonly (Json | undefined)[]>,
): RecordedSpec['supplies'] =>
  Object.fromEntries(
    Object.entries(supplies).map(([name, supply]) => [
      name,
      supply.kind === 'list' ? supply.values : (drawn.get(name) ?? []).map((value) => value ?? null),
    ]),
  )

const textsIn = (
  values: Readonly<Record<string, string>>,
  text: (plain: string) => string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, text(value)]))

const recordedCredentials = (target: RunSpec['target'], text: (plain: string) => string): RecordedCredentials => {
  const auth = authOf(target)
  switch (auth?.kind) {
    case undefined:
      return { kind: 'none' }
    case 'bearer':
      return { kind: 'bearer', ...shapeOf(auth.token) }
    case 'basic':
      return { kind: 'basic' }
    case 'key':
      return { kind: 'key', in: auth.in, name: auth.name }
    case 'oauth2':
    case 'function': {
      const { headers = {}, query = {} } = auth.issued?.placement ?? {}
      const shape = shapeOf(tokenFrom(target) ?? '')
      return { kind: 'issued', headers: textsIn(headers, text), query: textsIn(query, text), ...shape }
    }
  }
}

const shapeOf = (token: string): Shape => ({
  hasLetters: token.toLowerCase() !== token.toUpperCase(),
  isJwt: token.split('.').length === 3,
})

/** The spec by which the same requests are made again: in the place of each secret stands a value that opens nothing. */
export const standInSpec = ({ target, supplies, ...spec }: RecordedSpec): RunSpec => {
  const auth = standInAuth(target.credentials)
  return {
    ...spec,
    only: [],
    level: 'may',
    isWhole: true,
    supplies: Object.fromEntries(Object.entries(supplies).map(([name, values]) => [name, { kind: 'list', values }])),
    target: {
      baseUrl: target.baseUrl,
      headers: target.headers,
      secrets: Object.fromEntries(target.variables.map((name) => [name, `\${${name}}`])),
      timeoutMs: target.timeoutMs,
      concurrency: target.concurrency,
      ...(auth ? { auth } : {}),
    },
  }
}

const standInAuth = (recorded: RecordedCredentials): Auth | undefined => {
  switch (recorded.kind) {
    case 'none':
      return undefined
    case 'bearer':
      return { kind: 'bearer', token: standIn(recorded) }
    case 'basic':
      return { kind: 'basic', username: 'assay', password: standIn({ hasLetters: true, isJwt: false }) }
    case 'key':
      return { kind: 'key', in: recorded.in, name: recorded.name, value: standIn({ hasLetters: true, isJwt: false }) }
    case 'issued': {
      const names = [...new Set(JSON.stringify([recorded.headers, recorded.query]).match(secretName) ?? [])]
      const value = standIn(recorded)
      const filled = (text: string): string =>
        text.replace(secretName, (name) => `${value}${names.indexOf(name) || ''}`)
      return {
        kind: 'function',
        file: '',
        issued: {
          placement: { headers: textsIn(recorded.headers, filled), query: textsIn(recorded.query, filled) },
          secrets: Object.fromEntries(names.map((name) => [name, filled(name)])),
          issuedAt: 0,
        },
      }
    }
  }
}

const secretName = /\$ASSAY_[A-Z_]+|\$\{[^}]+\}/g

/** Nothing else in a run is likely to hold it. */
const standIn = ({ hasLetters, isJwt }: Shape): string => {
  const parts = hasLetters ? ['Held', 'Back', 'ByAssay'] : ['70810', '93152', '46027']
  return parts.join(isJwt ? '.' : '-')
}
