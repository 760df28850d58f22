import { type Auth, nowhere, type Secrets } from '../../core/auth.ts'
import { lately } from '../../core/lately.ts'
import { allSecrets, redactorFor } from '../../core/redact.ts'
import type { RunSpec, TargetSpec } from '../../core/run-spec.ts'
import { type Connection, connectionOf } from '../agent.ts'
import { fetchOver } from '../fetch.ts'
import { basic } from './basic.ts'
import { bearer } from './bearer.ts'
import { type Credentials, CredentialsError, fixed } from './credentials.ts'
import { key } from './key.ts'
import { oauth2 } from './oauth2.ts'
import { ownFunction } from './own-function.ts'
import { fixtureSecrets, headerSecrets } from './secret-names.ts'

/** The credentials of a target, with everything else about it that is secret. Nothing is asked for yet. */
export const openCredentials = (target: TargetSpec): Credentials => {
  const auth = authOf(target)
  const credentials = auth ? credentialsOf(auth, connectionOf(target)) : fixed(nowhere, {})
  const others = {
    ...headerSecrets(target),
    ...Object.fromEntries(Object.entries(target.secrets ?? {}).map(([name, value]) => [`\${${name}}`, value])),
    ...(target.tls?.passphrase === undefined ? {} : { $ASSAY_TLS_PASSPHRASE: target.tls.passphrase }),
    ...(target.tls?.key === undefined ? {} : { $ASSAY_TLS_KEY: target.tls.key }),
  }
  // They are asked for at every text that is written, and hardly ever change.
  const withOthers = lately((own: Secrets) => allSecrets(own, others, proxySecrets(target)))
  return { ...credentials, secrets: () => withOthers(credentials.secrets()) }
}

type Secretive = Pick<RunSpec, 'target' | 'fixtures'>

/** All values of a run that no output may hold. */
export const secretsOf = (spec: Secretive): Secrets => secretsWith(spec, openCredentials(spec.target))()

/** The same as they are known by now: the same object as long as none is new. */
export const secretsWith = (spec: Secretive, credentials: Credentials): (() => Secrets) => {
  const withFixtures = lately((own: Secrets) => allSecrets(own, fixtureSecrets(spec)))
  return () => withFixtures(credentials.secrets())
}

const proxySecrets = ({ proxies }: TargetSpec): Secrets => {
  const passwords = [proxies?.http, proxies?.https].flatMap((url) => (url ? [new URL(url).password] : []))
  return { $ASSAY_PROXY_PASSWORD: passwords.map(decodeURIComponent) }
}

/** How requests to a target are authorized, if they are. */
export const authOf = ({ auth, token }: Pick<TargetSpec, 'auth' | 'token'>): Auth | undefined =>
  auth ?? (token === undefined ? undefined : { kind: 'bearer', token })

/** The bearer token that a run begins with, where its credentials are one. */
export const tokenFrom = (target: Pick<TargetSpec, 'auth' | 'token'>): string | undefined => {
  const auth = authOf(target)
  if (auth?.kind === 'bearer') return auth.token
  const header = auth && 'issued' in auth ? auth.issued?.placement.headers['Authorization'] : undefined
  return /^Bearer (.+)$/.exec(header ?? '')?.[1]
}

const credentialsOf = (auth: Auth, connection: Connection): Credentials => {
  switch (auth.kind) {
    case 'bearer':
      return bearer(auth.token)
    case 'basic':
      return basic(auth.username, auth.password)
    case 'key':
      return key(auth)
    case 'oauth2':
      return oauth2(auth, { fetch: fetchOver(connection) })
    case 'function':
      return ownFunction(auth)
  }
}

/**
 * The target with credentials that were obtained, so that a run that cannot begin says so before it does.
 *
 * @throws CredentialsError
 */
export const withCredentials = async (target: TargetSpec): Promise<TargetSpec> => {
  const auth = authOf(target)
  if (auth?.kind !== 'oauth2' && auth?.kind !== 'function') return target
  const credentials = openCredentials(target)
  try {
    const issued = await credentials.issued?.()
    return issued ? { ...target, auth: { ...auth, issued } } : target
  } catch (error) {
    if (!(error instanceof CredentialsError)) throw error
    throw new CredentialsError(redactorFor(credentials.secrets()).text(error.message))
  }
}
