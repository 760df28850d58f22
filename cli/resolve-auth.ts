import type { Auth } from '../core/auth.ts'
import { shownUrl } from '../core/shown-url.ts'
import { isLoopback } from '../target/loopback.ts'
import type { AuthConfig, OAuth2Config, TargetConfig, Text } from './config.ts'
import type { Environment } from './environment.ts'
import { reveal } from './reveal.ts'
import { UsageError } from './usage-error.ts'

/** Where a function for credentials stands. */
export type AuthSource = { readonly file: string; readonly profile?: string; readonly environment: Environment }

/** Credentials as the workers take them: secrets revealed, functions named by their file. */
export const resolveAuth = (
  auth: TargetConfig['auth'],
  { file, profile, environment }: AuthSource,
): Auth | undefined => {
  if (auth === undefined) return undefined
  if (typeof auth === 'function') return { kind: 'function', file, ...(profile === undefined ? {} : { profile }) }
  return revealed(auth, (text) => reveal(text, environment))
}

const revealed = (auth: AuthConfig, show: (text: Text) => string): Auth => {
  switch (auth.type) {
    case 'bearer':
      return { kind: 'bearer', token: show(auth.token) }
    case 'basic':
      return { kind: 'basic', username: show(auth.username), password: show(auth.password) }
    case 'header':
      return { kind: 'key', in: 'header', name: auth.name, value: show(auth.value) }
    case 'apiKey':
      return { kind: 'key', in: auth.in, name: auth.name, value: show(auth.value) }
    case 'oauth2':
      return oauth2(auth, show)
  }
}

const oauth2 = (auth: OAuth2Config, show: (text: Text) => string): Auth => {
  const { clientSecret, username, password, scope, expiresInSeconds } = auth
  return {
    kind: 'oauth2',
    grant: auth.grant,
    tokenUrl: checkedTokenUrl(auth.tokenUrl),
    clientId: show(auth.clientId),
    clientAuthentication: auth.clientAuthentication ?? 'basic',
    parameters: auth.parameters ?? {},
    ...(clientSecret === undefined ? {} : { clientSecret: show(clientSecret) }),
    ...(username === undefined ? {} : { username: show(username) }),
    ...(password === undefined ? {} : { password: show(password) }),
    ...(scope === undefined ? {} : { scope }),
    ...(expiresInSeconds === undefined ? {} : { expiresInSeconds }),
  }
}

/** Secrets go there: in the clear only where they do not leave this machine. */
const checkedTokenUrl = (text: string): string => {
  const isFine = URL.canParse(text) && (/^https:\/\//i.test(text) || (/^http:\/\//i.test(text) && isLoopback(text)))
  if (isFine) return text
  throw new UsageError(
    `auth.tokenUrl '${shownUrl(text)}' is not an https URL; plain http is taken only on this machine, since secrets are sent there.`,
  )
}
