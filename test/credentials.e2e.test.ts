// Credentials as a user has them: a configuration, a real authorization server, and a target that looks at every request.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import { assay, type Ended, newFolder } from './cli.ts'
import { client, startAuthorization, user } from './servers/authorization.ts'
import { type Admits, bearerOf, headerOf, ordersDocument, startOrders } from './servers/orders.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const open = async <T extends { readonly close: () => Promise<void> }>(starting: Promise<T>): Promise<T> => {
  const one = await starting
  closing.push(one.close)
  return one
}

const folderFor = (auth: string, baseUrl: string): string => {
  const folder = newFolder()
  writeFileSync(join(folder, 'openapi.yaml'), ordersDocument)
  writeFileSync(
    join(folder, 'assay.config.ts'),
    `import { defineConfig, secret } from 'assay'
     export default defineConfig({
       contract: './openapi.yaml', seed: 7, runs: 4,
       target: { baseUrl: '${baseUrl}', auth: ${auth} },
     })`,
  )
  return folder
}

const reportIn = (folder: string): Report =>
  JSON.parse(readFileSync(join(folder, 'assay-report/report.json'), 'utf8')) as Report

/** Everything that a run wrote or printed. */
const writtenBy = (folder: string, { stdout, stderr }: Ended): string =>
  [
    stdout,
    stderr,
    ...readdirSync(join(folder, 'assay-report'), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')),
  ].join('\n')

const verdictsOf = (report: Report): Readonly<Record<string, string>> =>
  Object.fromEntries(
    report.contracts.flatMap(({ requirements }) =>
      requirements.filter(({ id }) => id.includes('/auth/')).map(({ id, verdict }) => [id, verdict]),
    ),
  )

const allRefused = Object.fromEntries(
  ['listOrders', 'addOrder'].flatMap((operation) =>
    ['missing', 'empty', 'malformed', 'unknown'].map((lack) => [`orders/${operation}/auth/${lack}`, 'pass']),
  ),
)

describe('OAuth 2 with a real authorization server', () => {
  const auth = (tokenUrl: string, more = ''): string =>
    `{ type: 'oauth2', grant: 'client_credentials', tokenUrl: '${tokenUrl}', clientId: '${client.id}', clientSecret: secret('CLIENT_SECRET')${more} }`
  const byPassword = (tokenUrl: string): string =>
    `{ type: 'oauth2', grant: 'password', tokenUrl: '${tokenUrl}', clientId: '${client.id}', clientSecret: secret('CLIENT_SECRET'), username: '${user.name}', password: secret('USER_PASSWORD') }`
  const env = { CLIENT_SECRET: client.secret, USER_PASSWORD: user.password }

  test('one token serves a whole run, and no file holds it or the secret', async () => {
    const authorization = await open(startAuthorization())
    const tokens: string[] = []
    const orders = await open(
      startOrders((asked) => {
        tokens.push(bearerOf(asked))
        return authorization.accepts(bearerOf(asked))
      }),
    )
    const folder = folderFor(auth(authorization.tokenUrl), orders.baseUrl)
    const ended = await assay(['run', '--concurrency', '8'], { folder, env })
    expect(ended.stdout).toContain('CONFORMANT')
    expect({ code: ended.code, grants: authorization.grants() }).toEqual({ code: 0, grants: ['client_credentials'] })
    expect(verdictsOf(reportIn(folder))).toEqual(allRefused)
    const [token] = authorization.issued()
    expect(tokens).toContain(token)
    const written = writtenBy(folder, ended)
    for (const hidden of [token as string, client.secret]) expect(written).not.toContain(hidden)
  })

  test('a failure shows where the token goes, but not the token', async () => {
    const authorization = await open(startAuthorization())
    // Takes every order, whatever it says: that breaks promises, which are told with the request that shows it.
    const lax: Admits = (asked) => authorization.accepts(bearerOf(asked))
    const orders = await open(startOrders(lax))
    const folder = folderFor(byPassword(authorization.tokenUrl), orders.baseUrl)
    writeFileSync(join(folder, 'openapi.yaml'), ordersDocument.replace('maximum: 9999', 'maximum: 5000'))
    const ended = await assay(['run'], { folder, env })
    expect(ended.code).toBe(1)
    const { contracts } = reportIn(folder)
    const curls = contracts.flatMap(({ requirements }) =>
      requirements.flatMap(({ findings }) => findings.map(({ curl }) => curl)),
    )
    expect(curls[0]).toContain(`-H 'Authorization: Bearer '"$ASSAY_TOKEN"''`)
    const written = writtenBy(folder, ended)
    for (const hidden of [...authorization.issued(), client.secret, user.password])
      expect(written).not.toContain(hidden)
    const [finding] = contracts.flatMap(({ requirements }) => requirements.flatMap(({ findings }) => findings))
    const again = await assay(['replay', `assay-report/report.json#${finding?.replay}`], { folder, env })
    expect(again.stdout).toContain('It still fails.')
    expect(again.code).toBe(1)
  })

  test('a token that runs out during a run is refreshed before it does, so that the target never refuses it', async () => {
    const authorization = await open(startAuthorization({ seconds: 3 }))
    const refused: string[] = []
    const orders = await open(
      startOrders(async (asked) => {
        const token = bearerOf(asked)
        const good = await authorization.accepts(token)
        if (!good && authorization.issued().includes(token)) refused.push(token)
        return good
      }),
    )
    const folder = folderFor(byPassword(authorization.tokenUrl), orders.baseUrl)
    // A promise is broken late in the run, so that its evidence carries a later token.
    writeFileSync(join(folder, 'openapi.yaml'), ordersDocument.replace('maximum: 9999', 'maximum: 5000'))
    const ended = await assay(['run', '--rate', '8'], { folder, env })
    const [first, ...others] = authorization.grants()
    expect({ code: ended.code, first, refused }).toEqual({ code: 1, first: 'password', refused: [] })
    expect(others.length).toBeGreaterThan(1)
    expect(new Set(others)).toEqual(new Set(['refresh_token']))
    const written = writtenBy(folder, ended)
    for (const token of authorization.issued()) expect(written).not.toContain(token)
  })

  test('a target whose clock is ahead refuses an expired token once; the request goes out again with a new one', async () => {
    const authorization = await open(startAuthorization())
    const spoilt = new Set<string>()
    const ahead = { Date: new Date(Date.now() + 3_600_000).toUTCString() }
    const orders = await open(
      startOrders(async (asked) => {
        const token = bearerOf(asked)
        const [first] = authorization.issued()
        if (token === first) spoilt.add(token)
        return token !== first && (await authorization.accepts(token))
      }, ahead),
    )
    const folder = folderFor(auth(authorization.tokenUrl), orders.baseUrl)
    const ended = await assay(['run', '--concurrency', '1', '--only', 'orders/listOrders/**'], { folder, env })
    expect({ code: ended.code, grants: authorization.grants(), spoilt: spoilt.size }).toEqual({
      code: 0,
      grants: ['client_credentials', 'client_credentials'],
      spoilt: 1,
    })
  })

  test('a fresh token that is refused is the answer of the target: no other is asked for', async () => {
    const authorization = await open(startAuthorization())
    const orders = await open(startOrders(() => false))
    const folder = folderFor(auth(authorization.tokenUrl), orders.baseUrl)
    const ended = await assay(['run'], { folder, env })
    expect(ended.stdout).toContain('the target refuses the credentials: it answers 401 to every valid request')
    expect({ code: ended.code, grants: authorization.grants() }).toEqual({ code: 2, grants: ['client_credentials'] })
  })

  test.each(['run', 'doctor'])(
    '%s tells a wrong client secret, ends with 2 and sends the target nothing',
    async (command) => {
      const authorization = await open(startAuthorization())
      const orders = await open(startOrders(() => true))
      const folder = folderFor(auth(authorization.tokenUrl), orders.baseUrl)
      const wrong = { CLIENT_SECRET: 'not-the-secret-of-anyone' }
      const { code, stdout, stderr } = await assay([command], { folder, env: wrong })
      expect(stdout + stderr).toContain(`${authorization.tokenUrl} gives no token: it answers 401 invalid_client`)
      expect(stdout + stderr).not.toContain(wrong.CLIENT_SECRET)
      expect({ code, asked: orders.asked() }).toEqual({ code: 2, asked: [] })
    },
  )

  test('the authorization server is asked for tokens and nothing else', async () => {
    const authorization = await open(startAuthorization())
    const orders = await open(startOrders((asked) => authorization.accepts(bearerOf(asked))))
    const folder = folderFor(auth(authorization.tokenUrl, ", scope: 'orders'"), orders.baseUrl)
    await assay(['run'], { folder, env })
    expect(authorization.requests()).toEqual(['POST /token'])
  })
})

describe('other kinds', () => {
  const password = 'pass:word of the tests'
  const encoded = Buffer.from(`assay-user:${password}`).toString('base64')
  test.each<[string, string, Admits, string]>([
    [
      'user and password',
      `{ type: 'basic', username: 'assay-user', password: secret('THE_SECRET') }`,
      (asked) => headerOf(asked, 'Authorization') === `Basic ${encoded}`,
      '-u "$ASSAY_USER:$ASSAY_PASSWORD"',
    ],
    [
      'a header',
      `{ type: 'header', name: 'X-Api-Key', value: secret('THE_SECRET') }`,
      (asked) => headerOf(asked, 'X-Api-Key') === password,
      `-H 'X-Api-Key: '"$ASSAY_API_KEY"''`,
    ],
    [
      'a key in the query',
      `{ type: 'apiKey', in: 'query', name: 'api_key', value: secret('THE_SECRET') }`,
      (asked) => asked.path.includes(`api_key=${encodeURIComponent(password)}`),
      `/orders?api_key='"$ASSAY_API_KEY"''`,
    ],
    [
      'a key in a cookie',
      `{ type: 'apiKey', in: 'cookie', name: 'sid', value: secret('THE_SECRET') }`,
      (asked) => headerOf(asked, 'Cookie') === `sid=${password}`,
      `-H 'Cookie: sid='"$ASSAY_API_KEY"''`,
    ],
    [
      'a function',
      `async () => ({ headers: { Authorization: 'Bearer ' + process.env.THE_SECRET } })`,
      (asked) => bearerOf(asked) === password,
      `-H 'Authorization: Bearer '"$ASSAY_TOKEN"''`,
    ],
  ])('%s: let in with, refused without, and shown by a name only', async (_, auth, admits, shown) => {
    const orders = await open(startOrders(admits))
    const folder = folderFor(auth, orders.baseUrl)
    const env = { THE_SECRET: password }
    const kept = await assay(['run'], { folder, env })
    expect({ code: kept.code, auth: verdictsOf(reportIn(folder)) }).toEqual({ code: 0, auth: allRefused })
    writeFileSync(join(folder, 'openapi.yaml'), ordersDocument.replace('maximum: 9999', 'maximum: 5000'))
    const broken = await assay(['run'], { folder, env })
    expect(broken.code).toBe(1)
    expect(broken.stdout).toContain(shown)
    const written = writtenBy(folder, broken)
    for (const hidden of [password, encoded, encodeURIComponent(password)]) expect(written).not.toContain(hidden)
  })

  test('a target that looks at no credentials is caught, whatever they are', async () => {
    const orders = await open(startOrders(() => true))
    const folder = folderFor(`{ type: 'header', name: 'X-Api-Key', value: secret('THE_SECRET') }`, orders.baseUrl)
    const { code } = await assay(['run'], { folder, env: { THE_SECRET: password } })
    expect({ code, verdicts: new Set(Object.values(verdictsOf(reportIn(folder)))) }).toEqual({
      // A document that says nothing about refusals promises them only by the standard: a should.
      code: 0,
      verdicts: new Set(['warn']),
    })
  })
})
