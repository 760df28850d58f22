// A contract that only reads, against a server that is not on this machine: nothing that may write goes out unasked.
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { loadContract } from '../../contracts/load.ts'
import type { RunSpec } from '../../core/run-spec.ts'
import { lacksWriteConsent } from '../../suites/consent.ts'
import { runCases } from '../../suites/run-cases.ts'
import { folderOf } from '../folder-of.ts'
import { specFor } from '../reference-spec.ts'
import { startRecorder } from '../servers/recorder.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const schema = { type: 'object', properties: { count: { type: 'integer' } } }
const reply = { description: 'the count', content: { 'application/json': { schema } } }
const document = {
  openapi: '3.1.0',
  info: { title: 'Counter', version: '1' },
  paths: { '/count': { get: { operationId: 'getCount', responses: { '200': reply } } } },
}
const path = join(folderOf({ 'counter.json': document }), 'counter.json')
const contract = await loadContract(path)

/** This address leads to this machine, but is none of those that are called loopback. */
const runAway = async (allow: RunSpec['allow']) => {
  const server = await startRecorder(() => ({
    status: 200,
    headers: { 'Content-Type': 'application/json' },
    body: '{"count":1}',
  }))
  closing.push(server.close)
  const target = {
    baseUrl: server.baseUrl.replace('127.0.0.1', '0.0.0.0'),
    headers: {},
    timeoutMs: 2_000,
    concurrency: 2,
  }
  const { results } = await runCases(specFor(path, target, { allow, runs: 2 }), contract)
  const said = results
    .flatMap(({ evidence }) => evidence)
    .filter(({ requirement }) => requirement.endsWith('/protocol/wrong-method'))
  return { methods: [...new Set(server.asked().map(({ method }) => method))].sort(), said }
}

test('without consent only safe methods are sent, and what needs another is untested and says so', async () => {
  const { methods, said } = await runAway([])
  expect(methods).toEqual(['GET'])
  expect(said).toEqual([
    {
      requirement: 'counter/getCount/protocol/wrong-method',
      verdict: 'untested',
      reason: 'not allowed: PUT may write at the target: needs --allow-writes',
    },
  ])
})

test('with consent the other method is tried', async () => {
  const { methods, said } = await runAway(['write'])
  expect(methods).toEqual(['GET', 'PUT'])
  expect(said.map(({ verdict }) => verdict)).not.toContain('untested')
})

const away = { target: { baseUrl: 'https://shop.example.com', headers: {}, timeoutMs: 1, concurrency: 1 }, allow: [] }
const search = { safe: true, method: 'POST' } as const

test.each<[string, Parameters<typeof lacksWriteConsent>, boolean]>([
  ['a safe method', [away, undefined, { method: 'get' }], false],
  ['a POST that the contract calls safe', [away, search, { method: 'POST' }], false],
  ['another method of that operation', [away, search, { method: 'DELETE' }], true],
  ['a DELETE that the contract calls safe', [away, { safe: true, method: 'DELETE' }, { method: 'DELETE' }], true],
  ['a POST of no operation', [away, undefined, { method: 'POST' }], true],
  ['a method that nobody knows', [away, undefined, { method: 'PURGE' }], true],
  ['a write with consent', [{ ...away, allow: ['write'] }, undefined, { method: 'PUT' }], false],
  ['consent to another step', [{ ...away, allow: ['destructive', 'concurrent'] }, undefined, { method: 'PUT' }], true],
  [
    'a write on this machine',
    [{ ...away, target: { ...away.target, baseUrl: 'http://127.0.0.1:1' } }, undefined, { method: 'PUT' }],
    false,
  ],
])('%s', (_, given, isWithheld) => {
  expect(lacksWriteConsent(...given) !== undefined).toBe(isWithheld)
})
