import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { EvidenceLine } from '../core/evidence-line.ts'
import type { Report } from '../core/report.ts'
import { assay, ended, newFolder, start } from './cli.ts'

const seeded = ['--seed', '7', '--runs', '16', '--quiet']
const broken = ['--fault', 'drops-submissionId']

const reportIn = (folder: string): Report => JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))

const linesIn = (folder: string): readonly EvidenceLine[] => {
  const path = join(folder, 'evidence.ndjson')
  if (!existsSync(path)) return []
  const rows = readFileSync(path, 'utf8').split('\n')
  return rows.slice(0, -1).map((row) => JSON.parse(row))
}

/** What a run decided; ids that a server made up, times and counts of requests differ from run to run. */
const decided = ({ contracts }: Report) =>
  contracts.map(({ outcome, summary, requirements }) => ({
    outcome,
    summary,
    requirements: requirements.map(({ id, verdict, reason, findings }) => ({
      id,
      verdict,
      reason,
      findings: findings.map(({ message, at, expected, exchange }) => ({ message, at, expected, exchange })),
    })),
  }))

const whole = async (contract: string, faults: readonly string[]): Promise<Report> => {
  const folder = newFolder()
  await assay(['run', contract, ...seeded, ...faults, '--out', 'out'], { folder })
  return reportIn(join(folder, 'out'))
}

test('the evidence makes the same report, and no two exchanges share an id', async () => {
  const folder = newFolder()
  await assay(['run', 'dkhardware', ...seeded, ...broken, '--out', 'out'], { folder })
  const { code } = await assay(['report', 'out/evidence.ndjson', '--to', 'json', '--out', 'again'], { folder })
  const [first, again] = [reportIn(join(folder, 'out')), reportIn(join(folder, 'again'))]
  expect(code).toBe(0)
  expect({ ...again, run: { ...again.run, durationMs: 0 } }).toEqual({ ...first, run: { ...first.run, durationMs: 0 } })
  const ids = linesIn(join(folder, 'out')).flatMap((line) => (line.kind === 'exchange' ? [line.exchange.id] : []))
  expect(ids.length).toBeGreaterThan(400)
  expect(new Set(ids).size).toBe(ids.length)
})

test('evidence that does not say in how many exchanges a promise was seen is not made a report of', async () => {
  const folder = newFolder()
  await assay(['run', 'shopctrl', ...seeded, '--out', 'out'], { folder })
  const older = linesIn(join(folder, 'out')).map((line) => {
    if (line.kind !== 'case') return line
    const { observed: _, ...result } = line.result
    return { ...line, result }
  })
  writeFileSync(join(folder, 'older.ndjson'), older.map((line) => `${JSON.stringify(line)}\n`).join(''))
  const { code, stderr } = await assay(['report', 'older.ndjson', '--to', 'json', '--out', 'again'], { folder })
  expect(code).toBe(2)
  expect(stderr).toContain('did not count in how many exchanges a promise was seen: render it with that version')
})

test('four shards merged decide what the whole run decides', async () => {
  const folder = newFolder()
  const folders = [1, 2, 3, 4].map((index) => `shard-${index}`)
  for (const [place, out] of folders.entries())
    await assay(['run', 'dkhardware', ...seeded, ...broken, '--shard', `${place + 1}/4`, '--out', out], { folder })
  const { code } = await assay(['merge', ...folders, '--quiet', '--out', 'merged'], { folder })
  expect(code).toBe(1)
  expect(decided(reportIn(join(folder, 'merged')))).toEqual(decided(await whole('dkhardware', broken)))

  const missing = await assay(['merge', ...folders.slice(1), '--out', 'merged'], { folder })
  expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('Shard 1 of 4 is missing') })
  const twice = await assay(['merge', ...folders, 'shard-2', '--out', 'merged'], { folder })
  expect(twice.code).toBe(2)
})

const moments = [
  ['SIGKILL', 2],
  ['SIGINT', 5],
  ['SIGTERM', 20],
  ['SIGKILL', 45],
  ['SIGINT', 80],
  ['SIGTERM', 120],
  ['SIGKILL', 170],
  ['SIGINT', 230],
  ['SIGTERM', 300],
  ['SIGKILL', 380],
] as const

/** Few enough requests for many runs, and more than are waited for. */
const quickly = [...broken, '--depth', 'quick']

test('a run that is cut off at any moment leaves its evidence, and goes on to the same end', async () => {
  const expected = decided(await whole('dkhardware', quickly))
  for (const [signal, count] of moments) {
    const folder = newFolder()
    const out = join(folder, 'out')
    const child = start(['run', 'dkhardware', ...seeded, ...quickly, '--out', 'out'], { folder })
    const over = ended(child)
    while (linesIn(out).length < count && child.exitCode === null) await sleep(5)
    child.kill(signal)
    const { code } = await over
    if (signal !== 'SIGKILL') expect(code).toBe(130)
    const seen = linesIn(out).filter(({ kind }) => kind === 'exchange').length

    await assay(['report', 'out/evidence.ndjson', '--to', 'json', '--out', 'cut'], { folder })
    const { run } = reportIn(join(folder, 'cut'))
    expect({ interrupted: run.interrupted, counted: run.requests >= seen }).toEqual({
      interrupted: true,
      counted: true,
    })

    const resumed = await assay(['run', '--resume', 'out', '--quiet'], { folder })
    expect(resumed.code).toBe(1)
    expect(decided(reportIn(out))).toEqual(expected)
  }
}, 600_000)

test.each([
  ['no folder of a run', ['run', '--resume', 'nowhere'], 'there is no such file'],
  ['another seed', ['run', '--resume', 'out', '--seed', '8'], 'has the seed 7, not 8'],
  ['no part of how many', ['run', '--shard', '5/4'], 'of the form 1/4'],
  ['no shard at all', ['merge'], 'missing required argument'],
])('%s is told in one line', async (_, args, message) => {
  const folder = newFolder()
  await assay(['run', 'shopctrl', '--max-requests', '1', '--seed', '7', '--quiet', '--out', 'out'], { folder })
  const { code, stderr } = await assay(args, { folder })
  expect(code).toBe(2)
  expect(stderr).toContain(message)
  expect(stderr).not.toMatch(/\n {4}at /)
})
