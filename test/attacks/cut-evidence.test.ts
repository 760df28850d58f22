import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addLines, beginEvidence } from '../../cli/evidence.ts'
import { makeFolder } from '../../cli/make-folder.ts'
import { outlineOf } from '../../cli/outline.ts'
import { rebuild } from '../../cli/rebuild.ts'
import { repairEvidence } from '../../cli/repair-evidence.ts'
import { resumedFrom } from '../../cli/resume.ts'
import { UsageError } from '../../cli/usage-error.ts'
import type { EvidenceLine, RunLine, WrittenLine } from '../../core/evidence-line.ts'
import { seedOf } from '../../core/seed.ts'
import { openEvidence } from '../../target/evidence-file.ts'
import { evidenceLines } from '../evidence-lines.ts'
import { folderOf } from '../folder-of.ts'
import { sampleRunLine } from '../sample-evidence.ts'

const id = 'run-of-this-test'
const run = (contract: string, of = 2): WrittenLine & RunLine => ({
  run: id,
  ...sampleRunLine({ contract, of }),
})
const exchange = (index: number): EvidenceLine => ({
  kind: 'exchange',
  contract: 'shopctrl',
  exchange: {
    id: `case#${index}`,
    operation: 'addPayment',
    request: { method: 'POST', path: '/v1', headers: {}, body: `{"note":"ünï ${'😀'.repeat(index % 7)}"}` },
    outcome: { kind: 'reply', reply: { status: 200, headers: {}, body: 'x'.repeat(index * 13), ms: 1 } },
  },
})
const lines: readonly WrittenLine[] = [
  run('shopctrl'),
  run('crayon'),
  ...Array.from({ length: 40 }, (_, index) => ({ ...exchange(index), run: id })),
  { kind: 'end', durationMs: 1, interrupted: false, cases: 0, run: id },
]
const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
/** Where each line is whole: with its line feed, or just before it. */
const ends = [...bytes.entries()].filter(([, byte]) => byte === 10).map(([place]) => place)
const wholeAt = (offset: number): number => ends.filter((end) => end <= offset).length
const cutAt = (offset: number, garbage = ''): string => {
  const path = join(folderOf({}), 'evidence.ndjson')
  writeFileSync(path, Buffer.concat([bytes.subarray(0, offset), Buffer.from(garbage)]))
  return path
}

const offsets = Array.from({ length: 200 }, (_, index) => Math.abs(seedOf('cut', index)) % bytes.length)

test('evidence that is cut at any byte is read up to there, and what is appended stands behind a whole line', async () => {
  for (const offset of [...offsets, ends[2] ?? 0, (ends[2] ?? 0) + 1, bytes.length]) {
    const whole = wholeAt(offset)
    const path = cutAt(offset)
    if (whole < 2) {
      // Nothing was sent yet.
      const lines = await evidenceLines(path).catch((error: unknown) => error)
      if (Array.isArray(lines)) await expect(outlineOf(path).then(resumedFrom)).rejects.toThrow(UsageError)
      else expect(lines).toBeInstanceOf(UsageError)
      continue
    }
    expect(await evidenceLines(path)).toEqual(lines.slice(0, whole))
    expect(resumedFrom(await outlineOf(path))).toMatchObject({ seed: 7, parts: 1 })
    const more = [run('shopctrl'), run('crayon')]
    const dropped = await beginEvidence(path, more, { run: id, resumed: true })
    const [before = -1] = ends.slice(whole - 1, whole)
    expect(dropped).toBe(Math.max(0, offset - before - 1))
    expect(await evidenceLines(path)).toEqual([...lines.slice(0, whole), ...more])
  }
})

test('what a machine that fell over left behind the last line is dropped', async () => {
  const offset = (ends[10] ?? 0) + 1
  for (const garbage of ['\0'.repeat(4_096), '{"kind":"exch', '\uFFFD', 'x'.repeat(200_000)]) {
    const path = cutAt(offset, garbage)
    expect(repairEvidence(path)).toBe(Buffer.byteLength(garbage))
    expect(repairEvidence(path)).toBe(0)
    expect(readFileSync(path).equals(bytes.subarray(0, offset))).toBe(true)
  }
})

test('a run of which not every contract had begun is not taken for one of those that had', async () => {
  const some = { path: '', lines: [run('shopctrl', 3), run('crayon', 3)], above: new Map() }
  expect(() => resumedFrom(some)).toThrow(
    'The run was cut off before it began: of 3 contracts its evidence holds 2. Nothing was sent; start anew.',
  )
  await expect(rebuild([some])).rejects.toThrow('start anew')
})

test('a line in the middle that cannot be read is refused before anything is sent', async () => {
  const path = join(folderOf({}), 'evidence.ndjson')
  writeFileSync(path, `${JSON.stringify(run('shopctrl', 1))}\n{"kind":"exch\n${JSON.stringify(exchange(1))}\n`)
  await expect(evidenceLines(path)).rejects.toThrow('Line 2 of')
})

describe.runIf(process.platform === 'linux')('where a disk is full', () => {
  test('the evidence is given up once, with its reason, and nothing throws', () => {
    const messages: string[] = []
    const file = openEvidence('/dev/full', { run: id, onUnwritten: (why) => messages.push(why) })
    file.add(exchange(1))
    file.add(exchange(2))
    expect(messages).toEqual([expect.stringMatching(/^the evidence cannot be written to \/dev\/full: ENOSPC/)])
    expect(file.unwritten()).toBe(messages[0])
    file.close()
  })

  test('lines are added all or not at all', () => {
    expect(() => addLines('/dev/full', [exchange(1)], id)).toThrow('ENOSPC')
  })

  test('a folder where none can be made is refused at once', () => {
    expect(() => makeFolder('/proc/x/y')).toThrow()
    expect(() => makeFolder('/dev/null/x')).toThrow()
  })
})

test('a folder is made with those above it, and one that is there stays', () => {
  const folder = join(folderOf({}), 'a', 'b')
  for (const path of [folder, folder]) makeFolder(path)
  mkdirSync(join(folder, 'c'))
})
