import { afterEach, expect, test } from 'vitest'
import type { OAuth2 } from '../../core/auth.ts'
import { client, startAuthorization, user } from '../../test/servers/authorization.ts'
import { fetchOver } from '../fetch.ts'
import { oauth2 } from './oauth2.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const started = async (seconds = 600) => {
  const server = await startAuthorization({ seconds })
  closing.push(server.close)
  return server
}

const byClient = (tokenUrl: string, more: Partial<OAuth2> = {}): OAuth2 => ({
  kind: 'oauth2',
  grant: 'client_credentials',
  tokenUrl,
  clientId: client.id,
  clientSecret: client.secret,
  clientAuthentication: 'basic',
  parameters: {},
  ...more,
})

const byPassword = (tokenUrl: string, more: Partial<OAuth2> = {}): OAuth2 =>
  byClient(tokenUrl, { grant: 'password', username: user.name, password: user.password, ...more })

const opened = (auth: OAuth2, now?: () => number) =>
  oauth2(auth, { fetch: fetchOver({ timeoutMs: 2_000 }), ...(now ? { now } : {}) })

const tokenOf = ({ headers }: { readonly headers: Readonly<Record<string, string>> }): string =>
  headers['Authorization']?.replace('Bearer ', '') ?? ''

test('all who ask at once share one token, which the server knows', async () => {
  const server = await started()
  const credentials = opened(byClient(server.tokenUrl, { scope: 'orders' }))
  const placements = await Promise.all(Array.from({ length: 20 }, () => credentials.current()))
  const tokens = new Set(placements.map(tokenOf))
  expect(tokens.size).toBe(1)
  expect(await server.accepts([...tokens][0] as string)).toBe(true)
  expect(server.grants()).toEqual(['client_credentials'])
})

test('the password grant gives a token that is refreshed before it expires', async () => {
  const server = await started()
  let now = Date.now()
  const credentials = opened(byPassword(server.tokenUrl), () => now)
  const first = tokenOf(await credentials.current())
  now += 569_000
  expect(tokenOf(await credentials.current())).toBe(first)
  now += 2_000
  const second = tokenOf(await credentials.current())
  expect(second).not.toBe(first)
  expect([await server.accepts(first), await server.accepts(second)]).toEqual([true, true])
  expect(server.grants()).toEqual(['password', 'refresh_token'])
})

test('a refresh token that is refused is as good as none', async () => {
  const server = await started()
  let now = Date.now()
  const credentials = opened(byPassword(server.tokenUrl), () => now)
  const { refreshToken, ...issued } = await (credentials.issued as () => Promise<{ refreshToken?: string }>)()
  const stale = opened(
    byPassword(server.tokenUrl, { issued: { ...issued, refreshToken: `${refreshToken}x` } as never }),
    () => now,
  )
  now += 3_600_000
  expect(await server.accepts(tokenOf(await stale.current()))).toBe(true)
  expect(server.grants()).toEqual(['password', 'refresh_token', 'password'])
})

test.each(['basic', 'post'] as const)('the client proves itself by %s', async (clientAuthentication) => {
  const server = await started()
  const token = tokenOf(await opened(byClient(server.tokenUrl, { clientAuthentication })).current())
  expect(await server.accepts(token)).toBe(true)
})

test.each<[string, Partial<OAuth2>, string]>([
  ['a wrong client secret', { clientSecret: 'wrong-secret-of-the-tests' }, 'it answers 401 invalid_client'],
  ['an unknown client', { clientId: 'nobody' }, 'it answers 401 invalid_client'],
  ['a wrong password', { grant: 'password', username: user.name, password: 'wrong' }, 'it answers 400 invalid_grant'],
])('%s is told with what the server says', async (_, more, says) => {
  const server = await started()
  const failing = opened(byClient(server.tokenUrl, more)).current()
  await expect(failing).rejects.toMatchObject({ name: 'CredentialsError', message: expect.stringContaining(says) })
  await expect(failing).rejects.toThrow(`${server.tokenUrl} gives no token`)
})

test('a server that is not there is told', async () => {
  await expect(opened(byClient('http://127.0.0.1:9/token')).current()).rejects.toThrow(
    'http://127.0.0.1:9/token gives no token: ',
  )
})

test('every token and secret that was in use is known as a secret', async () => {
  const server = await started()
  let now = Date.now()
  const credentials = opened(byPassword(server.tokenUrl), () => now)
  const first = tokenOf(await credentials.current())
  now += 3_600_000
  const second = tokenOf(await credentials.current())
  const { $ASSAY_TOKEN, $ASSAY_REFRESH_TOKEN, ...others } = credentials.secrets()
  expect($ASSAY_TOKEN).toEqual([first, second])
  expect([...(($ASSAY_REFRESH_TOKEN as readonly string[]) ?? []), first, second].sort()).toEqual(
    [...server.issued()].sort(),
  )
  expect(others).toEqual({
    $ASSAY_CLIENT_SECRET: [client.secret],
    $ASSAY_CLIENT_BASIC: [Buffer.from(`${client.id}:${client.secret}`).toString('base64')],
    $ASSAY_PASSWORD: [user.password],
  })
})
