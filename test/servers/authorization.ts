// A real authorization server on loopback: client credentials, the password grant, refresh tokens, opaque tokens.
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Context, errors, Provider } from 'oidc-provider'

export const client = { id: 'assay-client', secret: 'client-secret-of-the-tests-4711' }
export const user = { name: 'user@example.com', password: 'password of the tests: ä&+%"' }

export type AuthorizationServer = {
  readonly tokenUrl: string
  /** All requests that came, in their order: `POST /token`. */
  readonly requests: () => readonly string[]
  /** The grants that were asked for, in their order. */
  readonly grants: () => readonly string[]
  /** Whether a token was issued here and is still good. */
  readonly accepts: (token: string) => Promise<boolean>
  readonly issued: () => readonly string[]
  readonly close: () => Promise<void>
}

export const startAuthorization = async ({ seconds = 600 } = {}): Promise<AuthorizationServer> => {
  let listener: RequestListener = (_, response) => void response.end()
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`)
    listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, configuration(seconds))
  const grants: string[] = []
  const issued: string[] = []
  provider.registerGrantType('password', (context) => byPassword(provider, context), ['username', 'password', 'scope'])
  provider.use(async (context, next) => {
    await next()
    if (context.path !== '/token') return
    grants.push(context.oidc?.params?.['grant_type'] ?? 'unreadable')
    const { access_token: access, refresh_token: refresh } = context.body as Readonly<Record<string, string>>
    issued.push(...[access, refresh].filter((token) => token !== undefined))
  })
  listener = provider.callback()
  return {
    tokenUrl: `${issuer}/token`,
    requests: () => requests,
    grants: () => grants,
    issued: () => issued,
    accepts: async (token) =>
      ((await provider.ClientCredentials.find(token)) ?? (await provider.AccessToken.find(token))) !== undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const configuration = (seconds: number) => ({
  clients: [
    {
      client_id: client.id,
      client_secret: client.secret,
      grant_types: ['client_credentials', 'password', 'refresh_token'],
      redirect_uris: [],
      response_types: [],
    },
  ],
  features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
  scopes: ['orders', 'offline_access'],
  ttl: { ClientCredentials: seconds, AccessToken: seconds, RefreshToken: 600, Grant: 600 },
  rotateRefreshToken: true,
  cookies: { keys: ['tested'] },
  findAccount: (_: unknown, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
})

/** RFC 6749, 4.3, as the provider's documents show how to add a grant. */
const byPassword = async (provider: Provider, context: Context): Promise<void> => {
  const { client: by, params } = context.oidc
  if (params['username'] !== user.name || params['password'] !== user.password)
    throw new errors.InvalidGrant('no such user, or another password')
  const grant = new provider.Grant({ accountId: user.name, clientId: by.clientId })
  grant.addOIDCScope('offline_access')
  const common = {
    accountId: user.name,
    client: by,
    grantId: await grant.save(),
    gty: 'password',
    scope: 'offline_access',
  }
  const access = new provider.AccessToken(common)
  const refresh = new provider.RefreshToken(common)
  context.body = {
    access_token: await access.save(),
    refresh_token: await refresh.save(),
    token_type: 'Bearer',
    expires_in: (access as unknown as { expiration: number }).expiration,
  }
}
