import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { WantedSpec } from '../core/run-spec.ts'
import { certified } from '../test/servers/certificate.ts'
import { type Config, secret } from './config.ts'
import type { Environment } from './environment.ts'
import type { LoadedConfig } from './load-config.ts'
import { resolveSpec } from './resolve-spec.ts'
import { noFlags, type RunFlags } from './run-flags.ts'
import { seedFor } from './seed-for.ts'

const known = ['a', 'b', 'c', 'd', 'line', 'list', 'number', 'basketWithFault.X', 'basketWithFault.Y']

const resolve = async (
  given: Partial<RunFlags> = {},
  config: LoadedConfig = {},
  environment: Environment = {},
): Promise<WantedSpec> => {
  const flags = { ...noFlags, ...given }
  return resolveSpec('shop', { flags, config, environment, seed: seedFor(flags, config, environment), known })
}

const urlOf = ({ target }: WantedSpec): string | undefined => (target.kind === 'url' ? target.baseUrl : undefined)

const sandbox = 'https://sandbox.example.com/api'

test('without anything given, all is at its default and the target is the reference', async () => {
  expect(await resolve({ seed: 1 })).toEqual({
    contract: 'shop',
    target: { kind: 'reference', headers: {}, secrets: {}, timeoutMs: 10_000, concurrency: 8 },
    seed: 1,
    tag: expect.stringMatching(/^[0-9a-z]{6}$/),
    runs: 48,
    only: [],
    level: 'may',
    reading: 'lenient',
    allow: [],
    fixtures: {},
    settleMs: 10_000,
  })
})

test('flags win over the environment, and the environment over the file', async () => {
  const config: Config = {
    target: { baseUrl: 'http://file', auth: { type: 'bearer', token: 'of the file' }, concurrency: 2, timeoutMs: 3 },
    seed: 3,
    runs: 3,
  }
  const environment = { ASSAY_TARGET: 'http://variable', ASSAY_TOKEN: 'of the variable', ASSAY_SEED: '2' }
  const flags = { target: 'http://flag', token: 'of the flag', seed: 1, concurrency: 1, timeout: 1, runs: 1 }
  const errorOf = async (...given: Parameters<typeof resolve>) => {
    const spec = await resolve(...given)
    const { target, seed, runs } = spec
    return [urlOf(spec), target.token, seed, runs, target.concurrency, target.timeoutMs]
  }
  expect(await errorOf({}, config)).toEqual(['http://file', 'of the file', 3, 3, 2, 3])
  expect(await errorOf({}, config, environment)).toEqual(['http://variable', 'of the variable', 2, 3, 2, 3])
  expect(await errorOf(flags, config, environment)).toEqual(['http://flag', 'of the flag', 1, 1, 1, 1])
})

test('an empty variable is one that is not set, but for the target', async () => {
  const config: Config = { target: { baseUrl: sandbox, auth: { type: 'bearer', token: 'token' } }, seed: 5 }
  const environment = { ASSAY_PROFILE: '', ASSAY_TOKEN: '', ASSAY_SEED: '' }
  expect(await resolve({}, config, environment)).toMatchObject({
    seed: 5,
    target: { baseUrl: sandbox, token: 'token' },
  })
})

test('an empty URL is a mistake, not a wish for the reference', async () => {
  const empty = { ASSAY_TARGET: '' }
  await expect(resolve({}, {}, empty)).rejects.toThrow('ASSAY_TARGET is set but empty')
  await expect(resolve({ target: sandbox }, {}, empty)).rejects.toThrow('ASSAY_TARGET is set but empty')
  await expect(resolve({ target: '' })).rejects.toThrow("'' is not an http or https URL")
  await expect(resolve({ target: 'localhost:8080/api' })).rejects.toThrow('paths, as http://localhost:8080/api.')
  await expect(resolve({}, { target: { baseUrl: '' } })).rejects.toThrow("'' is not an http or https URL")
})

test('the slash at the end of a base URL is dropped', async () => {
  expect(urlOf(await resolve({ target: `${sandbox}//` }))).toBe(sandbox)
})

test('the same seed makes the same tag, another seed another', async () => {
  const tags = await Promise.all([1, 1, 2].map(async (seed) => (await resolve({ seed })).tag))
  expect(tags[0]).toBe(tags[1])
  expect(tags[0]).not.toBe(tags[2])
})

test('secrets come from the environment and are known as such', async () => {
  const headers = { 'X-Api-Key': secret('API_KEY'), 'X-Client': 'assay' }
  const { target } = await resolve(
    { header: ['X-Client: flag:1', 'X-More:2'] },
    { target: { baseUrl: sandbox, headers } },
    {
      API_KEY: 'a secret',
    },
  )
  expect(target.headers).toEqual({ 'X-Api-Key': 'a secret', 'X-Client': 'flag:1', 'X-More': '2' })
  expect(target.secrets).toEqual({ API_KEY: 'a secret' })
})

test('consents of flags and file add up', async () => {
  const config: Config = { target: { baseUrl: sandbox, allow: ['concurrent'], allowWrites: true } }
  expect((await resolve({ allow: ['concurrent', 'destructive'] }, config)).allow).toEqual([
    'concurrent',
    'destructive',
    'write',
  ])
  expect((await resolve({ allowWrites: true })).allow).toEqual(['write'])
})

test('the reference that is asked for takes nothing of what is meant for other targets', async () => {
  const config: LoadedConfig = {
    target: { baseUrl: sandbox, auth: { type: 'bearer', token: 'token' }, headers: { 'X-A': 'a' } },
    fixtures: { a: 'of the sandbox' },
    file: '/home/you/assay.config.ts',
  }
  const environment = { ASSAY_TARGET: sandbox, ASSAY_TOKEN: 'of the variable', ASSAY_PROFILE: 'staging' }
  const { target, fixtures } = await resolve({ reference: true, fixture: { b: 'b' } }, config, environment)
  expect(target).toMatchObject({ kind: 'reference', headers: {} })
  expect([target.token, target.auth, fixtures]).toEqual([undefined, undefined, { b: 'b' }])
})

test('two targets by flags are one too many', async () => {
  await expect(resolve({ reference: true, target: sandbox })).rejects.toThrow('--reference and --target name two')
  await expect(resolve({ reference: true, profile: 'a' })).rejects.toThrow('--reference and --profile name two')
})

test('one seed is drawn for a run, and what is given is taken', () => {
  expect(seedFor({ ...noFlags, seed: 1 }, { seed: 2 }, { ASSAY_SEED: '3' })).toBe(1)
  expect(seedFor(noFlags, { seed: 2 }, { ASSAY_SEED: '3' })).toBe(3)
  expect(seedFor(noFlags, { seed: 2 }, {})).toBe(2)
  expect(new Set([1, 2, 3].map(() => seedFor(noFlags, {}, {}))).size).toBe(3)
})

test('fixtures are values, the first of a list, or made by a function; flags win, and their texts stay texts', async () => {
  const fixtures = { a: 'file', b: ['first', 'second'], c: async () => 7, d: 'file' }
  const flags = { fixture: { d: '[a=b', line: { id: [1] }, list: ['x'], number: '12' } }
  expect((await resolve(flags, { fixtures })).fixtures).toEqual({
    a: 'file',
    b: 'first',
    c: 7,
    d: '[a=b',
    line: { id: [1] },
    list: ['x'],
    number: '12',
  })
})

test('the members of an object are fixtures of their own where they are known so, made afresh like any other', async () => {
  let made = 0
  const make = async () => {
    made += 1
    return `b${made}`
  }
  const fixtures = { basketWithFault: { X: make, Y: 'b' }, a: { deep: make }, other: make }
  const spec = () => resolve({}, { fixtures })
  expect((await spec()).fixtures).toEqual({ 'basketWithFault.X': 'b1', 'basketWithFault.Y': 'b', a: { deep: 'b2' } })
  expect((await spec()).fixtures).toMatchObject({ 'basketWithFault.X': 'b3' })
  expect(made).toBe(4)
})

test('limits are handed on in the units of the run', async () => {
  const { target, webhook } = await resolve({ rate: 5, maxRequests: 40, maxTime: 1.5, webhookPort: 8081 })
  expect(target).toMatchObject({ requestsPerSecond: 5, maxRequests: 40, maxTimeMs: 1_500 })
  expect(webhook).toEqual({ port: 8081, waitMs: 3_000 })
})

test('a seed that is no whole number is told', async () => {
  await expect(resolve({}, {}, { ASSAY_SEED: '1.5' })).rejects.toThrow('ASSAY_SEED=1.5 is not a whole number')
})

const targets = {
  staging: { baseUrl: 'https://staging.example.com', fixtures: { a: 'staging' } },
  sandbox: { baseUrl: sandbox, auth: { type: 'basic', username: 'u', password: secret('P') } },
} as const

test('a profile names its target, and its fixtures come before those for all', async () => {
  const config = { targets, fixtures: { a: 'all', b: 'all' } }
  const spec = await resolve({ profile: 'staging' }, config)
  expect([urlOf(spec), spec.fixtures]).toEqual(['https://staging.example.com', { a: 'staging', b: 'all' }])
  const other = await resolve({}, config, { ASSAY_PROFILE: 'sandbox', P: 'pass' })
  expect([urlOf(other), other.target.auth, other.fixtures]).toEqual([
    sandbox,
    { kind: 'basic', username: 'u', password: 'pass' },
    { a: 'all', b: 'all' },
  ])
})

test('without a profile it is target, else the only one there is', async () => {
  expect(urlOf(await resolve({}, { target: { baseUrl: sandbox }, targets }))).toBe(sandbox)
  const { staging } = targets
  expect(urlOf(await resolve({}, { targets: { staging } }))).toBe('https://staging.example.com')
  expect(urlOf(await resolve({ target: 'https://c.example.com' }, { targets }))).toBe('https://c.example.com')
})

test.each<[string, Partial<RunFlags>, Config, string]>([
  ['none of several is named', {}, { targets }, 'has the targets staging, sandbox: name one with --profile'],
  ['the name is misspelt', { profile: 'stagin' }, { targets }, "Did you mean 'staging'?"],
  ['there are none', { profile: 'staging' }, {}, "There is no profile 'staging': the configuration has no targets."],
  ['the name is one every object has', { profile: 'toString' }, { targets }, "There is no profile 'toString'"],
])('it is told where %s', async (_, flags, config, says) => {
  await expect(resolve(flags, config)).rejects.toThrow(says)
})

test('user and password of the environment serve where the file has no credentials', async () => {
  const environment = { ASSAY_USER: 'u', ASSAY_PASSWORD: 'p', T: 'token' }
  const basic = { auth: { kind: 'basic', username: 'u', password: 'p' } }
  expect((await resolve({}, { target: { baseUrl: sandbox } }, environment)).target).toMatchObject(basic)
  const auth = { type: 'bearer', token: secret('T') } as const
  const own = await resolve({}, { target: { baseUrl: sandbox, auth } }, environment)
  expect([own.target.token, own.target.auth]).toEqual(['token', undefined])
})

test('secrets are sent to a token endpoint only over TLS, or on this machine', async () => {
  const auth = { type: 'oauth2', grant: 'client_credentials', clientId: 'i', clientSecret: 's' } as const
  const at = async (tokenUrl: string) =>
    (await resolve({}, { target: { baseUrl: sandbox, auth: { ...auth, tokenUrl } } })).target.auth
  expect(await at('https://auth.example.com/token')).toMatchObject({ kind: 'oauth2', clientAuthentication: 'basic' })
  expect(await at('http://127.0.0.1:8080/token')).toMatchObject({ kind: 'oauth2' })
  await expect(at('http://auth.example.com/token')).rejects.toThrow('is not an https URL')
  await expect(at('token')).rejects.toThrow('is not an https URL')
})

test('proxies come from the environment, small letters first', async () => {
  const environment = { HTTPS_PROXY: 'http://big:1', https_proxy: 'small:2', NO_PROXY: 'a.example, .b.example' }
  expect((await resolve({}, {}, environment)).target.proxies).toEqual({
    https: 'http://small:2',
    none: ['a.example', '.b.example'],
  })
  await expect(resolve({}, {}, { HTTP_PROXY: 'socks5://u:geheim@x' })).rejects.toThrow(
    /^HTTP_PROXY is not the http or https URL of a proxy\.$/,
  )
})

test('certificates are read from files beside the configuration, or from secrets', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-tls-'))
  const { cert, key } = certified({ name: 'client', passphrase: 'phrase' })
  writeFileSync(join(folder, 'client.pem'), cert)
  writeFileSync(join(folder, 'broken.pem'), cert.replace(/\n[A-Za-z0-9]{20}/, '\n'))
  writeFileSync(join(folder, 'none.pem'), 'hello')
  const resolved = async (tls: NonNullable<Config['target']>['tls']) => {
    const config: LoadedConfig = { target: { baseUrl: sandbox, tls: tls ?? {} }, file: join(folder, 'assay.config.ts') }
    return (await resolve({}, config, { KEY: key, PHRASE: 'phrase', WRONG: 'wrong' })).target.tls
  }
  const own = { cert: './client.pem', key: secret('KEY') }
  expect(await resolved({ ca: 'client.pem', ...own, passphrase: secret('PHRASE') })).toEqual({
    ca: cert,
    cert,
    key,
    passphrase: 'phrase',
  })
  await expect(resolved({ ca: 'gone.pem' })).rejects.toThrow(/tls\.ca: .*gone\.pem cannot be read: ENOENT/)
  await expect(resolved({ ca: 'none.pem' })).rejects.toThrow('holds no PEM text')
  await expect(resolved({ ca: 'broken.pem' })).rejects.toThrow('tls.ca cannot be used')
  await expect(resolved({ ...own, passphrase: secret('WRONG') })).rejects.toThrow(
    'tls.cert with tls.key cannot be used',
  )
})

test('a dry run calls no function', async () => {
  const fixtures = {
    a: () => {
      throw new Error('called')
    },
  }
  const sources = { flags: noFlags, config: { fixtures }, environment: {}, seed: 1, known, dry: true }
  expect((await resolveSpec('shop', sources)).fixtures).toEqual({ a: 'made by the function of a' })
})
