import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { RunSpec } from '../core/run-spec.ts'
import { suppliesOf } from './supply.ts'

const specWith = (more: Partial<RunSpec>): RunSpec => ({
  contract: 'shop',
  target: { baseUrl: 'http://127.0.0.1:1', headers: {}, timeoutMs: 1, concurrency: 1 },
  seed: 1,
  tag: 'tag',
  runs: 1,
  only: [],
  level: 'may',
  reading: 'lenient',
  allow: [],
  fixtures: {},
  settleMs: 1,
  ...more,
})

test('one value is handed out once, and then the reason says what to give', async () => {
  const { draw } = suppliesOf(specWith({ fixtures: { basketId: 'b1' } }))
  expect(await draw('basketId', 'a')).toEqual({ value: 'b1' })
  expect(await draw('basketId', 'b')).toEqual({
    reason:
      'needs a fresh value of fixture basketId: the one given was used; give a list, a function, or a text with {unique} in it',
  })
})

test('a list is handed out in its order, each value once', async () => {
  const { draw } = suppliesOf(specWith({ supplies: { basketId: { kind: 'list', values: ['b1', 'b2'] } } }))
  expect([await draw('basketId', 'a'), await draw('basketId', 'b')]).toEqual([{ value: 'b1' }, { value: 'b2' }])
  expect(await draw('basketId', 'c')).toMatchObject({ reason: expect.stringContaining('all 2 given were used') })
})

test('a text with {unique} in it stands for as many values as are asked for, the same for the same request', async () => {
  const { draw } = suppliesOf(specWith({ fixtures: { basketId: 'b-{unique}' } }))
  const [first, again, other] = [await draw('basketId', 'a'), await draw('basketId', 'a'), await draw('basketId', 'b')]
  expect(first).toEqual({ value: expect.stringMatching(/^b-[0-9a-z]{12}$/) })
  expect(again).toEqual(first)
  expect(other).not.toEqual(first)
})

test('a function of the configuration file is called for each value', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-supply-'))
  const file = join(folder, 'assay.config.mjs')
  writeFileSync(
    file,
    'let n = 0\nexport default { fixtures: { basketId: async () => "made-" + String(++n), broken: () => { throw new Error("no basket") } } }\n',
  )
  const supply = { kind: 'function', file } as const
  const { draw } = suppliesOf(specWith({ supplies: { basketId: supply, broken: supply, absent: supply } }))
  expect([await draw('basketId', 'a'), await draw('basketId', 'a')]).toEqual([{ value: 'made-1' }, { value: 'made-2' }])
  expect(await draw('broken', 'a')).toEqual({ reason: 'the function of fixture broken failed: no basket' })
  expect(await draw('absent', 'a')).toEqual({ reason: 'the function of fixture absent gave no value' })
  rmSync(folder, { recursive: true })
})

test('where the user gives nothing, what was offered makes values, and counts them', async () => {
  const { draw, offer, has } = suppliesOf(specWith({}))
  expect(has('noteId')).toBe(false)
  offer('noteId', async (serial) => (serial < 1 ? `note-${serial}` : undefined))
  expect(has('noteId')).toBe(true)
  expect(await draw('noteId', 'a')).toEqual({ value: 'note-0' })
  expect(await draw('noteId', 'a')).toEqual({
    reason: 'no noteId was given, and none could be made at the target: give --fixture noteId=…',
  })
})
