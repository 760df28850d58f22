// Credentials and consents stay with the origin that they were configured for, whatever names another one.
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { LoadedConfig } from '../../cli/load-config.ts'
import { resolveSpec } from '../../cli/resolve-spec.ts'
import { requestOf } from '../../cli/resume.ts'
import { noFlags, type RunFlags } from '../../cli/run-flags.ts'
import { loadContract } from '../../contracts/load.ts'
import { wireRequest } from '../../suites/request.ts'
import { openSession } from '../../suites/session.ts'
import { folderOf } from '../folder-of.ts'
import { sampleRun } from '../sample-run.ts'
import { startRecorder } from '../servers/recorder.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const opened = async () => {
  const server = await startRecorder(() => ({ status: 200, body: '{}' }))
  closing.push(server.close)
  return server
}

const document = {
  openapi: '3.1.0',
  info: { title: 'Orders', version: '1' },
  paths: { '/orders': { get: { operationId: 'getOrders', responses: { '200': { description: 'all' } } } } },
}
const path = join(folderOf({ 'orders.json': document }), 'orders.json')
const contract = await loadContract(path)

type Given = {
  readonly flags?: Partial<RunFlags>
  readonly isNamed?: boolean
  readonly environment?: Record<string, string>
}

/** Resolves a run as the command line does, and sends one request of it. */
const sendOne = async (config: LoadedConfig, { flags = {}, isNamed = false, environment = {} }: Given) => {
  const spec = await resolveSpec(path, {
    flags: { ...noFlags, ...flags },
    config,
    environment: { SECRET_KEY: 'key-of-staging', ...environment },
    seed: 1,
    known: [],
    isGiven: isNamed,
  })
  const { kind, ...target } = spec.target
  if (kind === 'reference' || !('baseUrl' in target)) throw new Error('There is no target.')
  const session = await openSession({ ...spec, target }, contract)
  const call = { operation: session.operation('getOrders'), parameters: {} }
  await session.target.send('a#1', 'getOrders', (credentials) =>
    wireRequest(call, { headers: target.headers, credentials }),
  )
  await session.close()
  return spec
}

const staging = (baseUrl: string): LoadedConfig => ({
  target: {
    baseUrl,
    auth: { type: 'bearer', token: 'token-of-staging' },
    headers: { 'X-Key': { secret: 'SECRET_KEY' }, Cookie: 'sid=session-of-staging' },
    allowWrites: true,
  },
})

test('a target that a flag names gets none of the configured token, headers and consents; the configured one gets all', async () => {
  const [own, other] = [await opened(), await opened()]
  const config = staging(own.baseUrl)
  expect((await sendOne(config, {})).allow).toEqual(['write'])
  expect(JSON.stringify(own.asked())).toMatch(/token-of-staging.*key-of-staging|key-of-staging.*token-of-staging/)
  expect((await sendOne(config, { flags: { target: other.baseUrl } })).allow).toEqual([])
  expect(other.asked()).toHaveLength(1)
  expect(JSON.stringify(other.asked())).not.toContain('of-staging')
})

test('secrets among fixtures stay with the configured targets, however they are written', async () => {
  const [own, other] = [await opened(), await opened()]
  const fixtures = { webhookSecret: 'a-of-staging', path: { userPassword: 'b-of-staging', id: '1' } }
  const known = ['webhookSecret', 'path.userPassword', 'path.id', 'password']
  const resolved = async (target: string | undefined, config: LoadedConfig) => {
    const flags = { ...noFlags, ...(target === undefined ? {} : { target }) }
    return (await resolveSpec(path, { flags, config, environment: {}, seed: 1, known })).fixtures
  }
  const target = { baseUrl: own.baseUrl, fixtures: { password: 'c-of-staging' } }
  const all = { webhookSecret: 'a-of-staging', 'path.userPassword': 'b-of-staging', 'path.id': '1' }
  for (const config of [
    { fixtures, target },
    { fixtures, targets: { staging: target } },
  ]) {
    expect(await resolved(undefined, config)).toEqual({ ...all, password: 'c-of-staging' })
    expect(await resolved(other.baseUrl, config)).toEqual({ 'path.id': '1' })
  }
  // A file that names no target names what is at any.
  expect(await resolved(other.baseUrl, { fixtures })).toEqual(all)
})

test('a target that stands in evidence gets none of them either', async () => {
  const [own, other] = [await opened(), await opened()]
  const { reference: _, ...settings } = sampleRun().settings
  const crafted = {
    kind: 'run',
    schema: 'assay.evidence/1',
    version: '1',
    run: 'r',
    seed: 1,
    startedAt: '2024-02-29T10:45:15Z',
    contract: 'orders',
    digest: contract.digest,
    target: other.baseUrl,
    settings: { ...settings, contract: path },
  } as const
  const { flags, isGiven: isNamed } = requestOf(
    { id: 'r', seed: 1, parts: 1, runs: [crafted], done: {} },
    { ...noFlags, fault: [] },
  )
  const given = { flags, isNamed: isNamed === true }
  await sendOne(staging(own.baseUrl), given)
  expect(other.asked()).toHaveLength(1)
  expect(JSON.stringify(other.asked())).not.toContain('of-staging')
  const environment = { ASSAY_TOKEN: 'token-of-staging' }
  await expect(sendOne({}, { ...given, environment })).rejects.toThrow('stands in the evidence alone')
  expect(other.asked()).toHaveLength(1)
})

test('an address that a contract of evidence was read from is not asked', async () => {
  const server = await opened()
  const { reference: _, ...settings } = sampleRun().settings
  const crafted = { target: server.baseUrl, settings: { ...settings, contract: `${server.baseUrl}/openapi.json` } }
  const run = { kind: 'run', seed: 1, contract: 'orders', digest: 'a', run: 'r', ...crafted } as never
  expect(() => requestOf({ id: 'r', seed: 1, parts: 1, runs: [run], done: {} }, { ...noFlags, fault: [] })).toThrow(
    'is not fetched',
  )
  const { rebuild } = await import('../../cli/rebuild.ts')
  await expect(rebuild([{ path: '', lines: [run], above: new Map() }])).rejects.toThrow('is not fetched')
  expect(server.asked()).toEqual([])
})
