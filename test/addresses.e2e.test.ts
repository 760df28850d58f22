// One finding by its address, a case by its name, and what passed with its evidence: as a person asks for them after a run.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import { assay, newFolder } from './cli.ts'

const folder = newFolder()
const id = 'dkhardware/createOrder/request/referenceId/maxLength'
const other = 'dkhardware/createOrder/request/customerOrder/billing/firstName/maxLength'
const faults = ['ignores-referenceId-maxLength', 'ignores-customerOrder.billing.firstName-maxLength']
const args = (...more: readonly string[]) => [
  'run',
  'dkhardware',
  '--seed',
  '1',
  ...faults.flatMap((one) => ['--fault', one]),
  ...more,
]
const report = (out: string): Report => JSON.parse(readFileSync(join(folder, out, 'report.json'), 'utf8')) as Report
const requirementIn = (out: string, wanted: string) =>
  report(out).contracts[0]?.requirements.find((one) => one.id === wanted)

beforeAll(async () => {
  await assay(
    args('--only', id, '--only', other, '--only', 'dkhardware/createOrder/request/referenceId/type', '--out', 'out'),
    { folder },
  )
}, 300_000)

describe('the address of a finding', () => {
  test('is the id of its requirement, and counted where there are more', () => {
    const addresses = requirementIn('out', id)?.findings.map(({ address }) => address) ?? []
    expect(addresses.length).toBeGreaterThan(1)
    expect(addresses).toEqual(addresses.map((_, at) => (at === 0 ? id : `${id}@${at + 1}`)))
  })

  test('replays that finding alone, with a test that shows it', async () => {
    const second = requirementIn('out', id)?.findings[1]
    const { code, stdout } = await assay(['replay', `out/report.json#${id}@2`], { folder })
    expect(code).toBe(1)
    expect(stdout).toContain(`${second?.message}`)
    expect(stdout).not.toContain(other)
    expect(stdout).toMatch(/\nIt still fails\.\n$/)
    expect(stdout).toContain(`// ${id}\n`)
  })

  test('is explained with what was found, and its curl line whole', async () => {
    const { code, stdout } = await assay(['explain', `out/report.json#${id}`], { folder })
    expect(code).toBe(0)
    expect(stdout).toContain('\n  level       must\n')
    expect(stdout).toContain('In out/report.json, at http://127.0.0.1:')
    expect(stdout).toContain('\n  expected    400\n')
    expect(stdout).toContain('\ncurl -i -X POST ')
    expect((await assay(['explain', `${id}@2`], { folder })).stdout).toContain(`${id}\n`)
  })

  test.each([
    [`out/report.json#${id}@99`, 'and number 99 was asked for.'],
    ['out/report.json#dkhardware/createOrder/request/referenceId/type', 'there is no failure to show again.'],
    ['out/report.json#nothing', "out/report.json holds no finding 'nothing'."],
  ])('%s names nothing, and that is said', async (reference, says) => {
    const { code, stderr } = await assay(['replay', reference], { folder })
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(says) })
  })
})

describe('a case', () => {
  const named = 'createOrder/violation/referenceId/maxLength'

  test('is explained, and run alone by its name', async () => {
    const { stdout } = await assay(['explain', named], { folder })
    expect(stdout).toContain(`  run it      npx assay run dkhardware --only '${named}'\n`)
    expect(stdout).toContain(`    ${id}\n`)
    await assay(args('--only', named, '--out', 'case'), { folder })
    expect(requirementIn('case', id)?.findings.map(({ replay }) => replay)).toEqual([named])
    expect(report('case').contracts[0]?.requirements.map((one) => one.id)).toEqual([id])
  })
})

describe('what passed', () => {
  const passed = 'dkhardware/createOrder/request/referenceId/type'

  test('names an exchange that could have broken it, with request and reply', async () => {
    const { sample = '', observed = 0 } = requirementIn('out', passed) ?? {}
    expect(observed).toBeGreaterThan(0)
    expect(report('out').contracts[0]?.exchanges[sample]?.outcome.kind).toBe('reply')
    const { code, stdout } = await assay(['report', 'out/report.json', '--only', passed, '--with-exchanges'], {
      folder,
    })
    expect(code).toBe(0)
    expect(stdout).toContain(`  seen in     ${observed} exchange`)
    expect(stdout).toMatch(new RegExp(`\\n {2}exchange ${sample}\\n {4}> POST /v1/order/create\\n`))
    expect(stdout).toMatch(/\n {4}< 4\d\d\n/)
  })

  test('is the same where the report is made of the evidence', async () => {
    await assay(['report', 'out/evidence.ndjson', '--to', 'json', '--out', 'again'], { folder })
    expect(requirementIn('again', passed)).toEqual(requirementIn('out', passed))
    expect(report('again').contracts[0]?.exchanges).toEqual(report('out').contracts[0]?.exchanges)
  })

  test.each([
    [['--only', 'nothing'], "holds no requirement 'nothing'"],
    [['--with-exchanges'], '--with-exchanges needs --only'],
  ])('asked for by %j says what is wrong', async (more, says) => {
    const { code, stderr } = await assay(['report', 'out/report.json', ...more], { folder })
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(says) })
  })
})

test('--bail ends a run at its first broken must, with the exit code of a failure', async () => {
  const { code, stdout, stderr } = await assay(args('--bail', '--verbose', '--out', 'bail', '--report', 'json'), {
    folder,
  })
  expect(code).toBe(1)
  // Each case that ended, once.
  const lines = stderr.split('\n').filter((line) => /^assay: (done|warned|failed) /.test(line))
  expect(lines.length).toBeGreaterThan(1)
  expect(new Set(lines).size).toBe(lines.length)
  expect(stdout).toContain('The run was ended after 1 broken must, as --bail asks; what was not reached is not judged.')
  expect(report('bail').run).toMatchObject({ bail: 1, interrupted: true, outcome: 'nonconformant' })
  const reasons = report('bail').contracts[0]?.requirements.map(({ reason }) => reason)
  expect(reasons).toContain('the run was ended before this was tried, as --bail 1 asks')
})

test('--grep finds requirements by a word of their title, --verbose tells each case, --env-file is read', async () => {
  const { stdout } = await assay(['list', 'dkhardware', '--grep', 'at most 64 characters', '--level', 'must'], {
    folder,
  })
  expect(stdout).toContain(`must   ${id}  `)
  expect(
    stdout
      .split('\n')
      .filter(Boolean)
      .every((line) => /at most 64 characters/.test(line)),
  ).toBe(true)
  writeFileSync(join(folder, '.env'), 'ASSAY_SEED=5\n')
  const words = ['--env-file', '.env', '--grep', 'createOrder/request/referenceId/maxL', '--verbose', '--out', 'grep']
  const ran = await assay(['run', 'dkhardware', '--reference', ...words], { folder })
  expect(report('grep').contracts[0]?.requirements.map((one) => one.id)).toEqual([id])
  expect(report('grep').run.seed).toBe(5)
  expect(ran.stderr).toContain('assay: done   dkhardware createOrder/violation/referenceId/maxLength\n')
})
