import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { EvidenceLine } from '../core/evidence-line.ts'
import type { Report } from '../core/report.ts'
import { seedOf } from '../core/seed.ts'
import { assay, type Ended, newFolder } from './cli.ts'

const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const asked = ['run', 'shopctrl', '--reference', '--seed', '7', '--runs', '4']
const verdicts = ({ contracts }: Report) =>
  contracts.flatMap(({ requirements }) => requirements.map(({ id, verdict }) => [id, verdict]))
const reportIn = (folder: string): Report => JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))
const linesIn = (file: string): readonly EvidenceLine[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((row) => row !== '')
    .map((row) => JSON.parse(row))

test('a run whose evidence was cut at any byte is reported, and gone on with to the same verdicts', async () => {
  const folder = newFolder()
  await assay([...asked, '--out', 'whole'], { folder })
  const [evidence, whole] = [readFileSync(join(folder, 'whole/evidence.ndjson')), reportIn(join(folder, 'whole'))]
  const begun = evidence.indexOf(10) + 1
  for (const out of ['early', 'late']) {
    const offset = begun + (Math.abs(seedOf('cut', out)) % (evidence.length - begun))
    const file = join(folder, out, 'evidence.ndjson')
    mkdirSync(join(folder, out))
    writeFileSync(file, evidence)
    truncateSync(file, offset)
    expect(await assay(['report', file, '--to', 'json', '--out', 'told'], { folder })).toMatchObject({ code: 0 })
    const resumed = await assay(['run', '--resume', out, '--quiet'], { folder })
    expect(resumed).toMatchObject({ code: 0, stdout: expect.stringContaining('conformant') })
    const answered = evidence.subarray(0, evidence.subarray(0, offset).lastIndexOf(10) + 1)
    expect(readFileSync(file).subarray(0, answered.length).equals(answered)).toBe(true)
    expect(verdicts(reportIn(join(folder, out)))).toEqual(verdicts(whole))
  }
})

/** With files of no more than so many blocks of 1,024 bytes: what is larger cannot be written, as on a full disk. */
const withRoom = (blocks: number, args: readonly string[], folder: string): Promise<Ended> =>
  new Promise((resolve) => {
    const line = `trap '' XFSZ; ulimit -f ${blocks}; exec "$@"`
    execFile(
      'bash',
      ['-c', line, 'bash', process.execPath, main, ...args],
      { cwd: folder, env: { PATH: process.env['PATH'], HOME: folder } },
      (error, stdout, stderr) => resolve({ code: error ? (error.code as unknown as number) : 0, stdout, stderr }),
    )
  })

describe.runIf(process.platform === 'linux')('on a disk that becomes full', () => {
  test('a run ends with 3 and its summary, sends nothing more, and all that is written is whole', async () => {
    const folder = newFolder()
    const { code, stdout, stderr } = await withRoom(200, [...asked, '--out', 'out'], folder)
    expect(code).toBe(3)
    expect(stdout).toContain('INCOMPLETE')
    expect(stderr).toContain('the evidence cannot be written to out/evidence.ndjson: EFBIG')
    expect(stderr).not.toContain('please report it')
    const lines = linesIn(join(folder, 'out/evidence.ndjson'))
    const sent = lines.filter(({ kind }) => kind === 'exchange').length
    expect(sent).toBeGreaterThan(10)
    const again = await assay(['run', '--resume', 'out', '--quiet'], { folder })
    expect(again.code).toBe(0)
    const whole = newFolder()
    await assay([...asked, '--out', 'out'], { folder: whole })
    expect(verdicts(reportIn(join(folder, 'out')))).toEqual(verdicts(reportIn(join(whole, 'out'))))
  })
})
