import { expect, test } from 'vitest'
import type { Report } from '../../core/report.ts'
import { mixedReport } from '../../test/sample-run.ts'
import { sideReport } from '../../test/side-report.ts'
import { buildSideBySide } from './build.ts'

const named = (...reports: readonly Report[]) => reports.map((report, index) => ({ file: `${index}.json`, report }))

const kindsOf = (...reports: readonly Report[]) =>
  Object.fromEntries(
    buildSideBySide(named(...reports)).contracts.flatMap(({ rows }) =>
      rows.map(({ requirement, kind }) => [requirement.split('/').at(-1), kind]),
    ),
  )

test('a row differs where two targets come to different verdicts, and failed where they agree in that', () => {
  expect(
    kindsOf(
      sideReport({ one: 'pass', two: 'fail', three: 'pass', four: 'untested' }),
      sideReport({ one: 'fail', two: 'fail', three: 'pass', four: 'untested' }),
    ),
  ).toEqual({ one: 'differs', two: 'failed', three: 'same', four: 'same' })
})

test('three targets differ where only the last is other', () => {
  expect(kindsOf(sideReport({ one: 'pass' }), sideReport({ one: 'pass' }), sideReport({ one: 'untested' }))).toEqual({
    one: 'differs',
  })
})

test('what only one of the runs was asked for has an empty cell, and is no difference', () => {
  const { contracts } = buildSideBySide(named(sideReport({ one: 'pass' }), sideReport({ one: 'pass', two: 'warn' })))
  expect(contracts[0]?.rows.map(({ requirement, kind, cells }) => ({ requirement, kind, cells }))).toEqual([
    {
      requirement: 'shop/op/request/one',
      kind: 'same',
      cells: [
        { letter: 'A', verdict: 'pass' },
        { letter: 'B', verdict: 'pass' },
      ],
    },
    {
      requirement: 'shop/op/request/two',
      kind: 'same',
      cells: [
        { letter: 'A' },
        { letter: 'B', verdict: 'warn', why: 'expected 400; received status: it answers 200 {"id":"1"}' },
      ],
    },
  ])
})

test('each column names its report, and counts its verdicts', () => {
  const { reports, contracts } = buildSideBySide(
    named(mixedReport(), sideReport({ one: 'pass' }), sideReport({ one: 'fail' }, { target: 'https://b.example' })),
  )
  expect(reports[2]).toEqual({
    letter: 'C',
    file: '2.json',
    seed: 7,
    startedAt: '2024-02-29T10:45:15.000Z',
    version: '1.2.3',
    outcome: 'nonconformant',
  })
  expect(contracts[0]?.targets.map(({ letter, target, counts }) => [letter, target, counts.fail])).toEqual([
    ['A', 'http://127.0.0.1:8080', 1],
    ['B', 'http://127.0.0.1:8080', 0],
    ['C', 'https://b.example', 1],
  ])
})

test('reports of another version of the contract are not compared, and the notes say so', () => {
  const other = sideReport({ one: 'fail' }, { digest: 'b'.repeat(64) })
  const { contracts, notes } = buildSideBySide(
    named(sideReport({ one: 'pass' }), other, sideReport({ one: 'pass' }, { target: 'https://b.example' })),
  )
  expect(contracts.map(({ targets }) => targets.map(({ letter }) => letter))).toEqual([['A', 'C']])
  expect(contracts[0]?.rows.map(({ kind }) => kind)).toEqual(['same'])
  expect(notes).toEqual([
    'shop: 2 versions of the contract: A, C with digest aaaaaaaaaaaa; B with digest bbbbbbbbbbbb. Only reports of the same version are compared.',
    'shop: only B (1.json) has the version with digest bbbbbbbbbbbb, so it is not shown.',
  ])
})

test('two reports of each of two versions make a part for each version', () => {
  const one = sideReport({ one: 'pass' })
  const other = sideReport({ one: 'fail' }, { digest: 'b'.repeat(64) })
  const { contracts } = buildSideBySide(named(one, other, other, one))
  expect(contracts.map(({ digest, targets }) => [digest[0], targets.map(({ letter }) => letter)])).toEqual([
    ['a', ['A', 'D']],
    ['b', ['B', 'C']],
  ])
})

test('a contract that only one report has is told and not shown', () => {
  const { contracts, notes } = buildSideBySide(
    named(sideReport({ one: 'pass' }), sideReport({ one: 'pass' }, { id: 'till' })),
  )
  expect(contracts).toEqual([])
  expect(notes).toEqual([
    'shop: only A (0.json) has this contract, so it is not shown.',
    'till: only B (1.json) has this contract, so it is not shown.',
  ])
})

test('runs that were asked for different things, by different versions, or that ended early, are told', () => {
  const report = sideReport({ one: 'pass' })
  const settled = sideReport(
    { one: 'pass' },
    {},
    {
      depth: 'quick',
      reading: 'strict',
      authenticated: false,
      reference: ['omits-id'],
      filter: { only: ['shop/op/**'], level: 'must' },
    },
  )
  const other: Report = {
    ...settled,
    tool: { name: 'assay', version: '2.0.0' },
    run: { ...settled.run, interrupted: true, void: ['shop: the target answered none of 3 requests'] },
  }
  expect(buildSideBySide(named(report, other)).notes).toEqual([
    'The reports differ in the version of Assay: A 1.2.3; B 2.0.0.',
    'shop: the reports differ in what was asked for: A all; B --only shop/op/** --level must.',
    'shop: the reports differ in depth: A default; B quick.',
    'shop: the reports differ in reading: A lenient; B strict.',
    'shop: the reports differ in credentials: A given; B none.',
    'shop: the reports differ in faults of the reference: A none; B omits-id.',
    'B: The run was interrupted; what was not reached is not judged.',
    'B: shop: the target answered none of 3 requests',
  ])
  expect(buildSideBySide(named(report, report)).notes).toEqual([])
})

test('the 27th report has a letter of its own', () => {
  const { reports } = buildSideBySide(named(...Array.from({ length: 28 }, () => sideReport({ one: 'pass' }))))
  expect(reports.slice(25).map(({ letter }) => letter)).toEqual(['Z', 'A2', 'B2'])
})
