import { expect, test } from 'vitest'
import { loadContract } from '../contracts/load.ts'
import type { Depth } from '../core/depth.ts'
import type { RunSpec } from '../core/run-spec.ts'
import { specFor } from '../test/reference-spec.ts'
import { chooseDepth } from './depth-choice.ts'

const contract = await loadContract('crayon')
const at = (baseUrl: string, parts: Partial<RunSpec['target']> = {}): RunSpec =>
  specFor('crayon', { baseUrl, headers: {}, timeoutMs: 1_000, concurrency: 4, ...parts })
const away = 'https://staging.example.com'

test('a target on this machine is asked at the usual depth, and no time is told', async () => {
  const spec = at('http://127.0.0.1:9', { requestsPerSecond: 0.1 })
  expect(await chooseDepth(spec, contract)).toEqual({ spec })
})

test('the time of each depth is told before anything is sent elsewhere', async () => {
  const spec = at(away)
  const { spec: chosen, note } = await chooseDepth(spec, contract)
  expect(chosen).toEqual(spec)
  expect(note).toMatch(/^crayon: depth default; quick about \d+ s, default about \d+ s, deep about \d+ (s|min)$/)
})

test('where the usual depth would take more than a quarter of an hour, the quick one is taken, and said', async () => {
  const { spec, note } = await chooseDepth(at(away, { requestsPerSecond: 0.5 }), contract)
  expect(spec).toMatchObject({ depth: 'quick', runs: 8 })
  expect(note).toMatch(/^crayon: depth quick, since default would take more than 15 minutes; quick about \d+ min/)
})

test.each<Depth>(['default', 'deep'])('but not where somebody asked for %s', async (depth) => {
  const asked = { ...at(away, { requestsPerSecond: 0.5 }), depth }
  expect((await chooseDepth(asked, contract)).spec).toEqual(asked)
})

test('the limits that the documents name slow it down too', async () => {
  const { note } = await chooseDepth(at(away, { limits: { write: { requests: 10, perSeconds: 60 } } }), contract)
  expect(note).toMatch(/^crayon: depth quick/)
})

test('all shards of a run choose alike, by the time of their share', async () => {
  const shards = [1, 2, 3].map((index) => ({ ...at(away, { requestsPerSecond: 0.5 }), shard: { index, count: 3 } }))
  const notes = await Promise.all(shards.map(async (spec) => (await chooseDepth(spec, contract)).note))
  expect(new Set(notes).size).toBe(1)
  expect(notes[0]).toMatch(/^crayon: depth default/)
})
