// Twelve kinds of secrets, each told back by the target in every spelling there is: in the body, in headers and in what
// findings quote. No file and no line of any command may hold one, however it is spelt.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { bundleFiles } from '../certify/bundle.ts'
import type { Report } from '../core/report.ts'
import { assay, type Ended, newFolder } from './cli.ts'
import { client, startAuthorization, user } from './servers/authorization.ts'
import { crayonCustomerId, crayonToken, crayonUnknownCustomerId, startSecondCrayon } from './servers/crayon.ts'
import { ordersDocument } from './servers/orders.ts'
import { type ServerReply, startRecorder } from './servers/recorder.ts'
import { spellings } from './spellings.ts'
import { stampedFigures } from './stamped-figures.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const canary = {
  token: 'canary/token+4711==',
  password: 'canary pass&word "4711" \\ x',
  key: 'canary-key/4711?',
  own: 'canary-own+4711/x',
  plain: 'canary-plain+4711/x',
  cookie: 'canary-cookie+4711/x',
}

type Group = {
  readonly kinds: string
  readonly auth: (tokenUrl: string) => string
  readonly secrets: (issued: readonly string[]) => readonly string[]
}

const oauth = (tokenUrl: string, more: string): string =>
  `{ type: 'oauth2', tokenUrl: '${tokenUrl}', clientId: '${client.id}', clientSecret: secret('CLIENT_SECRET'), ${more} }`

/** With each go a header whose value is a secret by its kind, one that is by its name, and a cookie. */
const groups: readonly Group[] = [
  {
    kinds: 'a bearer token, a secret header, a header named like a key, a cookie',
    auth: () => `{ type: 'bearer', token: secret('TOKEN') }`,
    secrets: () => [canary.token, canary.own, canary.plain, canary.cookie],
  },
  {
    kinds: 'a password, and the pair that it is sent in',
    auth: () => `{ type: 'basic', username: 'canary-user', password: secret('PASSWORD') }`,
    secrets: () => [canary.password, Buffer.from(`canary-user:${canary.password}`).toString('base64')],
  },
  {
    kinds: 'a key in a header',
    auth: () => `{ type: 'apiKey', in: 'header', name: 'X-Shop', value: secret('KEY') }`,
    secrets: () => [canary.key],
  },
  {
    kinds: 'a key in the address',
    auth: () => `{ type: 'apiKey', in: 'query', name: 'key', value: secret('KEY') }`,
    secrets: () => [canary.key],
  },
  {
    kinds: 'a client secret and a token that was issued for it',
    auth: (tokenUrl) => oauth(tokenUrl, `grant: 'client_credentials'`),
    secrets: (issued) => [client.secret, ...issued],
  },
  {
    kinds: 'a user’s password, and tokens to come in by and to be renewed',
    auth: (tokenUrl) =>
      oauth(tokenUrl, `grant: 'password', username: '${user.name}', password: secret('USER_PASSWORD')`),
    secrets: (issued) => [user.password, ...issued],
  },
]

const env = {
  TOKEN: canary.token,
  PASSWORD: canary.password,
  KEY: canary.key,
  OWN: canary.own,
  CLIENT_SECRET: client.secret,
  USER_PASSWORD: user.password,
}

const config = (auth: string, baseUrl: string): string => `
import { defineConfig, secret } from 'assay'
export default defineConfig({
  contract: './openapi.yaml', seed: 7, runs: 2,
  target: { baseUrl: '${baseUrl}', auth: ${auth}, headers: { 'X-Own': secret('OWN') } },
})`

const formats = 'json,html,junit,ctrf,markdown,github,har,badge,shields'

const textsIn = (folder: string): readonly (readonly [string, string])[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/^(openapi\.yaml|assay\.config\.ts)$/.test(entry.name))
    .map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name), 'utf8')])

const spelt = (secret: string): readonly (readonly [string, string])[] =>
  Object.entries(spellings).map(([name, spell]) => [name, spell(secret)])

type Where = { readonly secrets: readonly string[]; readonly folder: string }

const leaksIn = (texts: readonly (readonly [string, string])[], { secrets, folder }: Where): readonly string[] =>
  texts.flatMap(([name, text]) =>
    secrets.flatMap((secret) =>
      spelt(secret).flatMap(([spelling, form]) => {
        const at = text.indexOf(form)
        return at < 0 ? [] : [`${name.replace(folder, '')}: ${spelling}: ${text.slice(Math.max(0, at - 80), at + 60)}`]
      }),
    ),
  )

const certifying = async (contract: string): Promise<readonly string[]> => [
  ...['certify', contract, '--profile', 'core', '--depth', 'default', '--key', 'key.pem', '--allow', 'concurrent'],
  ...['--assurance', await stampedFigures(contract), '--quiet'],
]

describe.each(groups)('$kinds', ({ auth, secrets }) => {
  // Each reply is full of what is looked for: that takes its time.
  test('stand nowhere, in whatever spelling the target tells them', { timeout: 900_000 }, async () => {
    const authorization = await startAuthorization()
    let count = 0
    // A command knows the tokens that were issued to it, and no others.
    let known = 0
    const target = await startRecorder((asked): ServerReply => {
      const all = secrets(authorization.issued().slice(known)).flatMap(spelt)
      const [, one = ''] = all[count % all.length] ?? []
      count += 1
      const isHeader = /^[ -~]*$/.test(one)
      return {
        status: asked.method === 'POST' ? 201 : count % 3 === 0 ? 500 : 200,
        headers: {
          'Content-Type': 'application/json',
          ...(isHeader ? { 'X-Told': one, Location: `/orders/${one}` } : {}),
        },
        body: JSON.stringify([{ number: one }, { [one]: one }, all.map(([, text]) => text)]),
      }
    })
    closing.push(authorization.close, target.close)
    const folder = newFolder()
    writeFileSync(join(folder, 'openapi.yaml'), ordersDocument)
    writeFileSync(join(folder, 'assay.config.ts'), config(auth(authorization.tokenUrl), target.baseUrl))
    const headers = ['--header', `X-Api-Key: ${canary.plain}`, '--header', `Cookie: session=${canary.cookie}`]
    const ended: Ended[] = []
    const command = async (...args: readonly string[]) => {
      known = authorization.issued().length
      const one = await assay(args, { folder, env })
      ended.push(one)
      return one
    }
    expect((await command('run', '--report', formats, '--out', 'first', ...headers)).code).toBe(1)
    const report = JSON.parse(readFileSync(join(folder, 'first/report.json'), 'utf8')) as Report
    const [finding] = report.contracts.flatMap(({ requirements }) => requirements.flatMap(({ findings }) => findings))
    await command('report', 'first/evidence.ndjson', '--to', `text,${formats}`, '--out', 'again')
    await command('replay', `first/report.json#${finding?.replay}`, '--test', 'case.test.ts', ...headers)
    await command('replay', `first/report.json#${finding?.replay}`, '--verbatim', ...headers)
    await command('keygen', '--out', 'key.pem')
    const certify = await command(...(await certifying('shopctrl')), '--out', 'certificate', ...headers)
    expect(certify).toMatchObject({ code: 1, stderr: expect.stringContaining('no certificate') })
    expect(count).toBeGreaterThan(30)
    const texts = [
      ...textsIn(folder),
      ...ended.flatMap(({ stdout, stderr }, index) => [
        [`stdout ${index}`, stdout] as const,
        [`stderr ${index}`, stderr] as const,
      ]),
    ]
    expect(texts.map(([name]) => name.replace(folder, ''))).toEqual(
      expect.arrayContaining([
        '/first/evidence.ndjson',
        '/first/report.html',
        '/first/exchanges.har',
        '/case.test.ts',
        '/certificate/evidence.ndjson',
      ]),
    )
    expect(leaksIn(texts, { secrets: secrets(authorization.issued()), folder })).toEqual([])
  })
})

test('are in no file of a certificate that is given', async () => {
  const server = await startSecondCrayon({ strictBearer: true })
  closing.push(() => server.close())
  const folder = newFolder()
  writeFileSync(
    join(folder, 'assay.config.ts'),
    config(`{ type: 'bearer', token: secret('TOKEN') }`, server.baseUrl).replace('./openapi.yaml', 'crayon'),
  )
  await assay(['keygen', '--out', 'key.pem'], { folder })
  const fixtures = [
    `resellerCustomerId=${crayonCustomerId}`,
    `unknownResellerCustomerId=${crayonUnknownCustomerId}`,
  ].flatMap((one) => ['--fixture', one])
  const headers = ['--header', `X-Api-Key: ${canary.plain}`, '--header', `Cookie: session=${canary.cookie}`]
  const { code, stdout, stderr } = await assay(
    [...(await certifying('crayon')), '--out', 'certificate', ...fixtures, ...headers],
    { folder, env: { TOKEN: crayonToken, OWN: canary.own } },
  )
  expect({ code, stderr }).toMatchObject({ code: 0 })
  const texts = [...textsIn(folder), ['stdout', stdout] as const, ['stderr', stderr] as const]
  expect(texts.map(([name]) => name.replace(folder, ''))).toEqual(
    expect.arrayContaining([
      ...Object.values(bundleFiles).map((name) => `/certificate/${name}`),
      '/certificate.openings.json',
    ]),
  )
  const secrets = [crayonToken, canary.own, canary.plain, canary.cookie]
  expect(leaksIn(texts, { secrets, folder })).toEqual([])
  // What was sent stands there by its names.
  const [, evidence = ''] = texts.find(([name]) => name.endsWith('certificate/evidence.ndjson')) ?? []
  expect(evidence).toContain('$ASSAY_TOKEN')
})
