// Every format of a run with broken promises, known failures, and what changed between runs, as a user meets them.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { validate } from 'ctrf'
import { XMLValidator } from 'fast-xml-parser'
import { parse } from 'test-results-parser'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import type { Diff } from '../reports/diff.ts'
import { assay, type Ended, newFolder } from './cli.ts'
import { evidenceLines } from './evidence-lines.ts'
import { harErrors } from './har-errors.ts'

const broken = 'dkhardware/createOrder/request/referenceId/maxLength'
const fault = ['--fault', 'ignores-referenceId-maxLength', '--seed', '1']
const small = ['--only', 'dkhardware/createOrder/request/referenceId/**']
const all = 'json,html,junit,ctrf,markdown,github,har,badge,shields'

const folder = newFolder()
const at = (...names: readonly string[]) => join(folder, ...names)
const text = (...names: readonly string[]) => readFileSync(at(...names), 'utf8')
const reportIn = (out: string) => JSON.parse(text(out, 'report.json')) as Report
const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  assay(['run', 'dkhardware', ...args], { folder, env })
const list = (name: string, ...known: readonly object[]) => {
  writeFileSync(at(name), JSON.stringify({ schema: 'assay.baseline/1', known }))
  return name
}

let faulty: Ended
let clean: Ended

beforeAll(async () => {
  writeFileSync(at('step.md'), 'before\n')
  faulty = await run([...fault, '--out', 'faulty', '--report', all, '--quiet'], { GITHUB_STEP_SUMMARY: at('step.md') })
  clean = await run(['--seed', '1', '--out', 'clean', '--report', all, '--quiet'])
})

const files = [
  'badge.json',
  'badge.svg',
  'ctrf.json',
  'exchanges.har',
  'junit.xml',
  'report.html',
  'report.json',
  'summary.md',
]

describe('a run writes every format that was asked for', () => {
  test('and prints annotations, after the rest', () => {
    expect({ code: faulty.code, stderr: faulty.stderr }).toEqual({ code: 1, stderr: '' })
    const [headline, outcome, where, first, annotation, end, ...more] = faulty.stdout.split('\n')
    expect([headline, outcome, end, more]).toEqual(['EMBEDDED REFERENCE, not your API', 'nonconformant', '', []])
    expect(first).toMatch(/^::notice title=Assay%3A NOT CONFORMANT%2C EMBEDDED REFERENCE/)
    expect(where?.split(/[,:] /).slice(1).toSorted()).toEqual(files.map((name) => `faulty/${name}`))
    expect(annotation).toMatch(/^::error title=createOrder%3A referenceId%3A .* is accepted::/)
    expect(annotation).toContain(`::${broken}%0Apromised: `)
    expect({ code: clean.code, lines: clean.stdout.split('\n').length }).toEqual({ code: 0, lines: 5 })
  })

  test.each(['faulty', 'clean'])('and each keeps its format: %s', async (out) => {
    expect(readdirSync(at(out)).toSorted()).toEqual(['evidence.ndjson', ...files].toSorted())
    expect(harErrors(JSON.parse(text(out, 'exchanges.har')))).toEqual([])
    expect(validate(JSON.parse(text(out, 'ctrf.json')))).toEqual({ valid: true, errors: [] })
    expect(XMLValidator.validate(text(out, 'badge.svg'))).toBe(true)
    const { requirements } = reportIn(out).contracts[0] ?? { requirements: [] }
    const count = (...verdicts: readonly string[]) =>
      requirements.filter((one) => verdicts.includes(one.verdict)).length
    const { passed, failed, errors, skipped } = parse({ type: 'junit', files: [at(out, 'junit.xml')] })
    expect({ passed, failed, errors, skipped }).toEqual({
      passed: count('pass', 'warn'),
      failed: out === 'faulty' ? 1 : 0,
      errors: count('inconclusive', 'error'),
      skipped: count('untested'),
    })
  })

  test('and says the outcome in the badge', () => {
    const label = 'EMBEDDED REFERENCE, not your API: dkhardware'
    expect(JSON.parse(text('faulty', 'badge.json'))).toMatchObject({
      label,
      message: expect.stringMatching(/^1 broken, \d+ % judged$/),
    })
    expect(JSON.parse(text('clean', 'badge.json'))).toMatchObject({
      message: expect.stringMatching(/^conformant, \d+ % judged$/),
      isError: false,
    })
  })

  test('and adds the summary to the one of the job', () => {
    expect(text('step.md')).toBe(`before\n${text('faulty', 'summary.md')}`)
    expect(text('step.md')).toContain(`- \`${broken}\`\n`)
  })

  test('and all of them can be made later of the report', async () => {
    const again = await assay(['report', 'faulty/report.json', '--to', all, '--out', 'again'], { folder })
    expect({ code: again.code, stderr: again.stderr }).toEqual({ code: 0, stderr: '' })
    for (const name of files) expect(text('again', name)).toBe(text('faulty', name))
    expect(again.stdout.split('\n').slice(1)).toEqual(faulty.stdout.split('\n').slice(3))
  })

  test('and the archive holds every exchange of the run, with its body, also where it is made later', async () => {
    const sent = (await evidenceLines(at('faulty', 'evidence.ndjson'))).flatMap((line) =>
      line.kind === 'exchange' ? [line] : [],
    )
    const entriesIn = (out: string) => JSON.parse(text(out, 'exchanges.har')).log.entries
    expect(entriesIn('faulty').map(({ comment }: { comment: string }) => comment)).toEqual(
      sent.map(({ exchange }) => exchange.id),
    )
    expect(sent.length).toBeGreaterThanOrEqual(reportIn('faulty').run.requests)
    expect(sent.length).toBeGreaterThan(Object.keys(reportIn('faulty').contracts[0]?.exchanges ?? {}).length)
    await assay(['report', 'faulty/evidence.ndjson', '--to', 'har', '--out', 'of-evidence'], { folder })
    expect(entriesIn('of-evidence')).toEqual(entriesIn('faulty'))
  })

  test('but where the evidence is not beside the report, what the archive lacks is told', async () => {
    mkdirSync(at('moved'))
    copyFileSync(at('faulty', 'report.json'), at('moved', 'report.json'))
    const alone = await assay(['report', 'moved/report.json', '--to', 'har', '--out', 'moved'], { folder })
    expect(alone.code).toBe(0)
    expect(alone.stderr).toBe(
      'assay: exchanges.har holds only the exchanges that moved/report.json holds: no evidence.ndjson of that run is beside it. For all of them give the evidence.ndjson itself.\n',
    )
    copyFileSync(at('clean', 'evidence.ndjson'), at('moved', 'evidence.ndjson'))
    expect((await assay(['report', 'moved/report.json', '--to', 'har', '--out', 'moved'], { folder })).stderr).toBe(
      alone.stderr,
    )
  })

  test('but what is only printed writes no file', async () => {
    const { code, stdout } = await assay(['report', 'faulty/report.json', '--to', 'github', '--out', 'none'], {
      folder,
    })
    expect({ code, stdout }).toEqual({ code: 0, stdout: faulty.stdout.split('\n').slice(3).join('\n') })
    expect(existsSync(at('none'))).toBe(false)
  })
})

describe('a list of known failures', () => {
  const make = (out: string) =>
    assay(
      ['baseline', 'faulty/report.json', '--owner', 'Ada', '--reason', 'DK-7', '--expires', '2999-12-31', '--out', out],
      { folder },
    )

  test('is made of a report, and then the same run is green', async () => {
    const made = await make('made.json')
    expect(made).toEqual({ code: 0, stdout: '1 known failure until 2999-12-31: made.json\n', stderr: '' })
    const ran = await run([...fault, '--out', 'known', '--baseline', 'made.json', '--report', 'junit,github'])
    expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code: 0, stderr: '' })
    expect(ran.stdout).toContain('\n  CONFORMANT but for 1 known failure, judged ')
    expect(ran.stdout).toContain(`  × ${broken}\n      until 2999-12-31, Ada: DK-7\n`)
    expect(ran.stdout).not.toContain('::error')
    expect(reportIn('known').baseline).toEqual({ file: 'made.json', known: 1, problems: [], untried: [] })
    expect(parse({ type: 'junit', files: [at('known', 'junit.xml')] }).failed).toBe(0)
  })

  test('takes new failures beside its own entries, which stay as they are, and is written over by nothing else', async () => {
    const mine = { requirement: 'dkhardware/getOrderStatus/**', owner: 'Bo', reason: 'DK-1', expires: '2998-01-01' }
    list('mine.json', mine)
    const { code, stdout } = await make('mine.json')
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: '1 known failure until 2999-12-31, 1 entry of before kept as it was: mine.json\n',
    })
    const added = { requirement: broken, owner: 'Ada', reason: 'DK-7', expires: '2999-12-31' }
    expect(JSON.parse(text('mine.json'))).toEqual({ schema: 'assay.baseline/1', known: [mine, added] })
    writeFileSync(at('other.json'), '{}')
    expect((await make('other.json')).stderr).toContain('other.json is no baseline')
    expect(text('other.json')).toBe('{}')
  })

  test('loses by --prune what does not fail any more, and nothing else', async () => {
    const fails = { requirement: broken, owner: 'Ada', reason: 'DK-7', expires: '2999-12-31' }
    const passes = { ...fails, requirement: 'dkhardware/createOrder/request/referenceId/type' }
    const gone = { ...fails, requirement: 'dkhardware/createOrder/request/nothing/type' }
    list('long.json', fails, passes, gone)
    const { code, stdout } = await assay(['baseline', 'faulty/report.json', '--prune', '--out', 'long.json'], {
      folder,
    })
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `removed ${passes.requirement}: does not fail any more\nremoved ${gone.requirement}: no requirement has this name\n2 entries removed, 1 kept: long.json\n`,
    })
    expect(JSON.parse(text('long.json')).known).toEqual([fails])
  })

  const entry = { owner: 'Ada', reason: 'DK-7', expires: '2999-12-31' }
  test.each<[string, string, object, string]>([
    ['passes now', 'clean', { ...entry, requirement: broken }, 'does not fail any more: take it out'],
    ['is gone', 'clean', { ...entry, requirement: 'dkhardware/createOrder/none' }, 'is no requirement of the contract'],
    ['has expired', 'faulty', { ...entry, requirement: broken, expires: '2020-12-31' }, 'was known until 2020-12-31'],
  ])('turns a report red where an entry %s', async (_, out, known, says) => {
    const { code, stdout } = await assay(['report', `${out}/report.json`, '--baseline', list('stale.json', known)], {
      folder,
    })
    expect(code).toBe(1)
    const prune = out === 'clean' ? ' (assay baseline REPORT --prune removes what no longer fails)' : ''
    expect(stdout).toContain(
      `The list of known failures stale.json needs changes (1): until then the run is red${prune}\n`,
    )
    expect(stdout).toContain(says)
  })

  test('is not red for what a run of a part did not ask for', async () => {
    const elsewhere = { ...entry, requirement: 'dkhardware/requestPayment/none' }
    const known = list('part.yaml', { ...entry, requirement: broken }, elsewhere)
    const ran = await run([...fault, ...small, '--out', 'part', '--baseline', known])
    expect(ran.code).toBe(0)
    expect(ran.stdout).toContain('  dkhardware/requestPayment/none: this run did not ask for it\n')
  })

  test('that is wrong is told before anything is sent', async () => {
    const known = list('wrong.json', { requirement: broken, owner: 'Ada', reason: 'DK-7' })
    expect(await run(['--baseline', known])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'assay: wrong.json: known[0].expires is missing: write its last day, as in 2026-12-31.\n',
    })
  })
})

describe('diff', () => {
  const diff = (...args: readonly string[]) => assay(['diff', ...args], { folder })

  test('tells what broke, and ends with 1', async () => {
    const { code, stdout, stderr } = await diff('clean/report.json', 'faulty/report.json')
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(stdout).toContain(`\nFailed (1)\n  ✗ ${broken}  pass → fail\n`)
    expect(stdout).not.toContain('Fixed')
  })

  test('tells what was fixed, and ends with 0', async () => {
    const { code, stdout } = await diff('faulty/report.json', 'clean/report.json')
    expect(code).toBe(0)
    expect(stdout).toContain(`\nFixed (1)\n  ✓ ${broken}  fail → pass\n`)
  })

  test('tells the same as JSON', async () => {
    const { code, stdout } = await diff('clean/report.json', 'faulty/report.json', '--json')
    const { contracts, ...rest } = JSON.parse(stdout) as Diff
    expect({ code, rest }).toEqual({ code: 1, rest: { onlyA: [], onlyB: [] } })
    expect(contracts.map(({ id, changes }) => [id, changes.map(({ kind }) => kind)])).toEqual([
      ['dkhardware', ['broken']],
    ])
  })

  test('of two targets tells where they answer the same request differently', async () => {
    const only = ['--only', 'dkhardware/createOrder/response.200/submissionId/**', '--seed', '1', '--report', 'json']
    await run([...only, '--fault', 'drops-submissionId', '--out', 'drops'])
    await run([...only, '--fault', 'numeric-submissionId', '--out', 'numeric'])
    const { stdout } = await diff('drops/report.json', 'numeric/report.json')
    const [, different, compared] = /answered differently \((\d+) of (\d+) compared\)/.exec(stdout) ?? []
    expect(Number(different)).toBeGreaterThan(0)
    expect(Number(compared)).toBeGreaterThanOrEqual(Number(different))
    expect(stdout).toMatch(/^ {2}≠ POST \/v1\/order\/create {2}createOrder\/.*\n {6}submissionId: absent → number$/m)
  })
})
