import type { Target, TargetSpec } from '../core/run-spec.ts'
import { shownUrl } from '../core/shown-url.ts'
import type { Chosen } from './choose-target.ts'
import type { Environment } from './environment.ts'
import { type AuthSource, resolveAuth } from './resolve-auth.ts'
import { proxiesIn, resolveTls } from './resolve-connection.ts'
import { revealAll, secretsIn } from './reveal.ts'
import type { RunFlags } from './run-flags.ts'
import { assertSendable } from './sendable.ts'
import { UsageError } from './usage-error.ts'

const defaults = { concurrency: 8, timeoutMs: 10_000 }

export type TargetSources = {
  readonly flags: RunFlags
  readonly chosen: Chosen
  readonly file: string
  readonly environment: Environment
}

/** Where requests go and how: flags, which hold the environment already, over file. */
export const resolveTarget = (sources: TargetSources): Target => {
  const way = resolveWay(sources)
  // An empty flag or member is a mistake, not a wish for the reference.
  const baseUrl = sources.flags.reference ? undefined : (sources.flags.target ?? sources.chosen.target?.baseUrl)
  return baseUrl === undefined ? { kind: 'reference', ...way } : { kind: 'url', ...way, baseUrl: checkedUrl(baseUrl) }
}

const resolveWay = (sources: TargetSources): Omit<TargetSpec, 'baseUrl'> => {
  const { flags, chosen, file, environment } = sources
  const { target = {} } = chosen
  const requestsPerSecond = flags.rate ?? chosen.target?.requestsPerSecond
  const proxies = proxiesIn(environment)
  const {
    headers = {},
    timeouts,
    tls,
    maxReplyBytes,
    limits,
    timeoutMs,
    concurrency,
  } = target as Partial<NonNullable<Chosen['target']>>
  const credentials = resolveCredentials(sources)
  const sent = { ...revealAll(headers, environment), ...flagHeaders(flags.header) }
  assertSendable({ ...sent, ...headersOf(credentials) })
  return {
    ...credentials,
    headers: sent,
    secrets: secretsIn(headers, environment),
    timeoutMs: flags.timeout ?? timeoutMs ?? defaults.timeoutMs,
    concurrency: flags.concurrency ?? concurrency ?? defaults.concurrency,
    ...(timeouts ? { timeouts } : {}),
    ...(tls ? { tls: resolveTls(tls, { file, environment }) } : {}),
    ...(proxies ? { proxies } : {}),
    ...(maxReplyBytes === undefined ? {} : { maxReplyBytes }),
    ...(limits ? { limits } : {}),
    ...(requestsPerSecond === undefined ? {} : { requestsPerSecond }),
    ...(flags.maxRequests === undefined ? {} : { maxRequests: flags.maxRequests }),
    ...(flags.maxTime === undefined ? {} : { maxTimeMs: flags.maxTime * 1000 }),
  }
}

/** A token given for this run wins over the file; user and password of the environment serve where the file has none. */
const resolveCredentials = ({
  flags,
  chosen,
  file,
  environment,
}: TargetSources): Pick<TargetSpec, 'token' | 'auth'> => {
  // The reference has credentials of its own; those for a server are not for it.
  if (flags.reference) return {}
  if (flags.token !== undefined) return { token: flags.token }
  const source: AuthSource = { file, environment, ...(chosen.profile === undefined ? {} : { profile: chosen.profile }) }
  const auth = resolveAuth(chosen.target?.auth, source)
  if (auth?.kind === 'bearer') return { token: auth.token }
  if (auth) return { auth }
  const { user: username, password } = flags
  return username === undefined || password === undefined ? {} : { auth: { kind: 'basic', username, password } }
}

/** What credentials that are known before a run put into headers. */
const headersOf = ({ token, auth }: Pick<TargetSpec, 'token' | 'auth'>): Readonly<Record<string, string>> => {
  const bearer = token ?? (auth?.kind === 'bearer' ? auth.token : undefined)
  if (bearer !== undefined) return { Authorization: bearer }
  return auth?.kind === 'key' && auth.in === 'header' ? { [auth.name]: auth.value } : {}
}

/** `localhost:8080` has no scheme, and reads as one. */
const schemeHint = (text: string): string => (/^[\w.-]+:\d+(?:\/|$)/.test(text) ? `, as http://${text}` : '')

export const checkedUrl = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  // A URL may be read with blanks, backslashes and too few slashes in it; what is sent is the text as it stands.
  if (!url || !/^https?:\/\/[^\s\\\p{Cc}]+$/iu.test(text))
    throw new UsageError(
      `'${shownUrl(text)}' is not an http or https URL; give the base URL that ends before the contract's paths${schemeHint(text)}.`,
    )
  if (url.search || url.hash)
    throw new UsageError(`The target '${shownUrl(text)}' has a query or fragment; give only scheme, host and path.`)
  if (url.username || url.password)
    throw new UsageError(
      'The target URL holds a user name or password; give credentials with --token or in the configuration.',
    )
  // As it is looked up: `HTTP://` is a scheme too. What stands behind stays as it was written.
  return `${url.protocol}${text.slice(url.protocol.length)}`.replace(/\/+$/, '')
}

/** What lacks a name may be a secret: so few characters of it are reported. */
const mostShown = 3

const flagHeaders = (lines: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':')
      if (colon < 1) throw new UsageError(`--header '${line.slice(0, mostShown)}…' is not of the form 'Name: value'.`)
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
    }),
  )
