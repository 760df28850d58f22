import * as oauth from 'oauth4webapi'
import type { Issued, OAuth2 } from '../../core/auth.ts'
import { allSecrets } from '../../core/redact.ts'
import { messageOf } from '../../core/thrown.ts'
import { isLoopback } from '../loopback.ts'
import { type Credentials, CredentialsError } from './credentials.ts'
import { encodedPair } from './encoded-pair.ts'
import { expiryOf } from './expiry.ts'
import { renewing } from './renewing.ts'

export type TokenRequests = { readonly fetch: typeof fetch; readonly now?: () => number }

/** Tokens of an authorization server: client credentials (RFC 6749, 4.4) or password (4.3), refreshed where it allows. */
export const oauth2 = (auth: OAuth2, { fetch, now = Date.now }: TokenRequests): Credentials => {
  const own = secretsOf(auth)
  const credentials = renewing(async (previous) => issuedFrom(await granted(auth, previous, fetch), auth, now()), {
    now,
    ...(auth.issued ? { issued: auth.issued } : {}),
  })
  return { ...credentials, secrets: () => allSecrets(own, credentials.secrets()) }
}

const secretsOf = ({ clientId, clientSecret, password }: OAuth2) => ({
  ...(clientSecret === undefined
    ? {}
    : { $ASSAY_CLIENT_SECRET: clientSecret, $ASSAY_CLIENT_BASIC: encodedPair(clientId, clientSecret) }),
  ...(password === undefined ? {} : { $ASSAY_PASSWORD: password }),
})

type Granted = oauth.TokenEndpointResponse

/** A refresh token is tried first; one that is refused is as good as none. */
const granted = async (auth: OAuth2, previous: Issued | undefined, fetch: TokenRequests['fetch']): Promise<Granted> => {
  if (previous?.refreshToken !== undefined) {
    const { refreshToken } = previous
    const refreshed = await asked(auth, fetch, { grant_type: 'refresh_token', refresh_token: refreshToken }).catch(
      () => undefined,
    )
    if (refreshed) return { refresh_token: refreshToken, ...refreshed }
  }
  const { grant, username = '', password = '', scope, parameters } = auth
  return asked(auth, fetch, {
    grant_type: grant,
    ...(grant === 'password' ? { username, password } : {}),
    ...(scope === undefined ? {} : { scope }),
    ...parameters,
  })
}

const asked = async (
  auth: OAuth2,
  fetch: TokenRequests['fetch'],
  { grant_type, ...parameters }: Readonly<Record<string, string>> & { readonly grant_type: string },
): Promise<Granted> => {
  const server = { issuer: new URL(auth.tokenUrl).origin, token_endpoint: auth.tokenUrl }
  const client = { client_id: auth.clientId }
  try {
    const response = await oauth.genericTokenEndpointRequest(
      server,
      client,
      clientAuthentication(auth),
      grant_type,
      new URLSearchParams(parameters),
      { [oauth.customFetch]: fetch, [oauth.allowInsecureRequests]: isLoopback(auth.tokenUrl) },
    )
    return await oauth.processGenericTokenEndpointResponse(server, client, response)
  } catch (error) {
    throw new CredentialsError(`${auth.tokenUrl} gives no token: ${reasonOf(error)}`)
  }
}

const clientAuthentication = ({ clientSecret, clientAuthentication: how }: OAuth2): oauth.ClientAuth => {
  if (clientSecret === undefined) return oauth.None()
  return how === 'post' ? oauth.ClientSecretPost(clientSecret) : oauth.ClientSecretBasic(clientSecret)
}

/** What the server says, where it says it as RFC 6749, 5.2, has it; else what went wrong. */
const reasonOf = (error: unknown): string => {
  if (error instanceof oauth.ResponseBodyError || error instanceof oauth.WWWAuthenticateChallengeError) {
    const { error: code, error_description: description } = (
      error instanceof oauth.ResponseBodyError ? error : (error.cause[0]?.parameters ?? {})
    ) as { readonly error?: string; readonly error_description?: string }
    const said = [code, description].filter((one) => one !== undefined).join(': ')
    return `it answers ${error.status}${said === '' ? '' : ` ${said}`}`
  }
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Response ? `${messageOf(error)} (status ${cause.status})` : messageOf(error)
}

const issuedFrom = (token: Granted, auth: OAuth2, now: number): Issued => {
  if (!/^(bearer|n_a)$/i.test(token.token_type))
    throw new CredentialsError(
      `${auth.tokenUrl} gives a token of type ${token.token_type}; only bearer tokens are sent.`,
    )
  const expiresAt = expiryOf(token.access_token, token.expires_in ?? auth.expiresInSeconds, now)
  return {
    placement: { headers: { Authorization: `Bearer ${token.access_token}` }, query: {} },
    secrets: {
      $ASSAY_TOKEN: token.access_token,
      ...(token.refresh_token === undefined ? {} : { $ASSAY_REFRESH_TOKEN: token.refresh_token }),
      ...(token.id_token === undefined ? {} : { $ASSAY_ID_TOKEN: token.id_token }),
    },
    issuedAt: now,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(token.refresh_token === undefined ? {} : { refreshToken: token.refresh_token }),
  }
}
