import { expect, test } from 'vitest'
import type { RunSpec } from '../core/run-spec.ts'
import { type Config, secret } from './config.ts'
import type { Environment } from './environment.ts'
import { resolveSpec } from './resolve-spec.ts'
import type { RunFlags } from './run-flags.ts'

const noFlags: RunFlags = { header: [], fixture: [], only: [], allow: [] }

const resolve = (flags: Partial<RunFlags> = {}, config: Config = {}, environment: Environment = {}): Promise<RunSpec> =>
  resolveSpec('shop', { flags: { ...noFlags, ...flags }, config, environment })

const sandbox = 'https://sandbox.example.com/api'

test('without anything given, all is at its default and the target is the reference', async () => {
  expect(await resolve({ seed: 1 })).toEqual({
    contract: 'shop',
    target: { baseUrl: '', headers: {}, secrets: {}, timeoutMs: 10_000, concurrency: 8 },
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
  const told = async (...given: Parameters<typeof resolve>) => {
    const { target, seed, runs } = await resolve(...given)
    return [target.baseUrl, target.token, seed, runs, target.concurrency, target.timeoutMs]
  }
  expect(await told({}, config)).toEqual(['http://file', 'of the file', 3, 3, 2, 3])
  expect(await told({}, config, environment)).toEqual(['http://variable', 'of the variable', 2, 3, 2, 3])
  expect(await told(flags, config, environment)).toEqual(['http://flag', 'of the flag', 1, 1, 1, 1])
})

test('an empty variable is one that is not set', async () => {
  const config: Config = { target: { baseUrl: sandbox, auth: { type: 'bearer', token: 'token' } }, seed: 5 }
  const environment = { ASSAY_TARGET: '', ASSAY_TOKEN: '', ASSAY_SEED: '' }
  expect(await resolve({}, config, environment)).toMatchObject({
    seed: 5,
    target: { baseUrl: sandbox, token: 'token' },
  })
})

test('an empty URL is a mistake, not a wish for the reference', async () => {
  await expect(resolve({ target: '' })).rejects.toThrow("'' is not an http or https URL")
  await expect(resolve({}, { target: { baseUrl: '' } })).rejects.toThrow("'' is not an http or https URL")
})

test('the slash at the end of a base URL is dropped', async () => {
  expect((await resolve({ target: `${sandbox}//` })).target.baseUrl).toBe(sandbox)
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

test('fixtures are text, JSON, the first of a list, or made by a function; flags win', async () => {
  const fixtures = { a: 'file', b: ['first', 'second'], c: async () => 7, d: 'file' }
  const flags = { fixture: ['d=a=b', 'line={"id":[1]}', 'list=["x"]', 'number=12'] }
  expect((await resolve(flags, { fixtures })).fixtures).toEqual({
    a: 'file',
    b: 'first',
    c: 7,
    d: 'a=b',
    line: { id: [1] },
    list: ['x'],
    number: '12',
  })
})

test('limits are handed on in the units of the run', async () => {
  const { target, webhook } = await resolve({ rate: 5, maxRequests: 40, maxTime: 1.5, webhookPort: 8081 })
  expect(target).toMatchObject({ requestsPerSecond: 5, maxRequests: 40, maxTimeMs: 1_500 })
  expect(webhook).toEqual({ port: 8081, waitMs: 3_000 })
})

test('a seed that is no whole number is told', async () => {
  await expect(resolve({}, {}, { ASSAY_SEED: '1.5' })).rejects.toThrow('ASSAY_SEED=1.5 is not a whole number')
})
