// Evidence of a run that was cut off, with lines in it that are not its own: it never tells of a run that came to its end.
import { appendFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addLines, beginEvidence, evidenceName } from '../../cli/evidence.ts'
import { lockFolder, lockName } from '../../cli/folder-lock.ts'
import { outlineOf } from '../../cli/outline.ts'
import { isCutOff, rebuild } from '../../cli/rebuild.ts'
import { loadContract } from '../../contracts/load.ts'
import type { CaseLine, EndLine, RunLine } from '../../core/evidence-line.ts'
import { noCounts } from '../../core/run-counts.ts'
import { sampleRunLine } from '../sample-evidence.ts'

const contract = await loadContract('shopctrl')
const run = sampleRunLine({ digest: contract.digest })
const caseLine = (id: string): CaseLine => ({
  kind: 'case',
  contract: 'shopctrl',
  result: { id, title: id, kind: 'valid', kept: [], other: [], observed: [], exchanges: [], created: [] },
  counts: noCounts,
})
const end: EndLine = { kind: 'end', durationMs: 5, interrupted: false, cases: 2 }

const newFile = () => join(mkdtempSync(join(tmpdir(), 'assay-evidence-')), evidenceName)

const written = async (parts: readonly (readonly [string, readonly (RunLine | CaseLine | EndLine)[]])[]) => {
  const path = newFile()
  for (const [id, lines] of parts) await addLines(path, lines, id)
  return path
}

test('evidence is read where every line is of one run, and its end counts where it tells of all cases', async () => {
  const path = newFile()
  await beginEvidence(path, [run], { run: 'a', resumed: false })
  await addLines(path, [caseLine('1'), caseLine('2'), end], 'a')
  const report = await rebuild([await outlineOf(path)])
  expect(report.run.interrupted).toBe(false)
})

test.each<[string, readonly (RunLine | CaseLine | EndLine)[], boolean]>([
  ['all of it', [run, caseLine('1'), caseLine('2'), end], false],
  ['no end', [run, caseLine('1'), caseLine('2')], true],
  ['an end in the middle', [run, caseLine('1'), end, caseLine('2')], true],
  ['an end before the last case', [run, caseLine('1'), end], true],
  ['an end of more than was seen', [run, caseLine('1'), caseLine('2'), { ...end, cases: 3 }], true],
  ['two ends', [run, caseLine('1'), { ...end, cases: 1 }, { ...end, cases: 1 }], true],
  ['an end by interruption', [run, caseLine('1'), caseLine('2'), { ...end, interrupted: true }], true],
  [
    'a part that was cut off, gone on with to its end',
    [run, caseLine('1'), run, caseLine('1'), caseLine('2'), end],
    false,
  ],
  [
    'a part that came to its end, and one that did not',
    [run, caseLine('1'), caseLine('2'), end, run, caseLine('3')],
    true,
  ],
])('a run that left %s', async (_, lines, isCut) => {
  expect(isCutOff(await outlineOf(await written([['a', lines]])))).toBe(isCut)
})

test('the end of another run is no end of this one: a file of two runs is refused', async () => {
  const stray = await written([
    ['a', [run, caseLine('1')]],
    ['b', [end]],
  ])
  await expect(outlineOf(stray)).rejects.toThrow('holds lines of two runs (line 3 is the first of another)')
  const both = await written([
    ['a', [run]],
    ['b', [run, caseLine('1')]],
    ['a', [caseLine('1'), caseLine('2'), end]],
  ])
  await expect(outlineOf(both)).rejects.toThrow('holds lines of two runs')
})

test('lines that do not say which run they are of are of none', async () => {
  const path = await written([['a', [run, caseLine('1')]]])
  appendFileSync(path, `${JSON.stringify(end)}\n`)
  await expect(outlineOf(path)).rejects.toThrow('holds lines of two runs')
  writeFileSync(path, `${JSON.stringify(run)}\n`)
  await expect(outlineOf(path)).rejects.toThrow('did not mark which run a line belongs to')
})

test.runIf(process.platform === 'linux')(
  'a folder where none can be made is refused before anything else, not waited for',
  () => {
    for (const folder of ['/proc/x', '/proc/x/y', '/dev/null/x'])
      expect(() => lockFolder(folder)).toThrow(`Nothing can be written to ${folder}`)
  },
)

test('a folder is for one run at a time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-lock-'))
  const release = lockFolder(folder)
  expect(() => lockFolder(folder)).toThrow(`Another run writes into ${folder} (process ${process.pid})`)
  release()
  lockFolder(folder)()
  expect(existsSync(join(folder, lockName))).toBe(false)
})

test('the lock of a run that was killed is taken over, one of another machine or that cannot be read is not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-lock-'))
  const path = join(folder, lockName)
  writeFileSync(path, JSON.stringify({ pid: 2 ** 22 + 7, host: hostname() }))
  const release = lockFolder(folder)
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid })
  release()
  for (const text of [JSON.stringify({ pid: 1, host: 'another-machine.example' }), '', '{"pid":']) {
    writeFileSync(path, text)
    expect(() => lockFolder(folder)).toThrow(`remove ${path}`)
  }
})

test('a folder that cannot be written to is told in one line', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'assay-lock-')), 'file')
  writeFileSync(file, '')
  expect(() => lockFolder(join(file, 'out'))).toThrow('Give another folder with --out.')
})
