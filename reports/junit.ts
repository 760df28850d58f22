import type { Report } from '../core/report.ts'
import { judgedOf, judgedText } from './judged.ts'
import { referenceText } from './reference-text.ts'
import { type TestRow, testRows } from './test-rows.ts'
import { xmlText } from './xml-text.ts'

/**
 * JUnit XML: a test suite per operation, a test case per requirement. Inconclusive is an error, untested is skipped, and
 * so is a known failure.
 */
export const junit = (report: Report): string => {
  const rows = testRows(report)
  const bySuite = new Map<string, TestRow[]>()
  for (const row of rows) {
    const name = xmlText(row.suite.join('.'))
    const own = bySuite.get(name)
    if (own) own.push(row)
    else bySuite.set(name, [row])
  }
  const { startedAt, durationMs } = report.run
  const seconds = (durationMs / 1000).toFixed(3)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${nameOf(report)}" ${counts(rows)} time="${seconds}">`,
    ...[...bySuite].flatMap(([name, own]) => suite(name, own, startedAt)),
    '</testsuites>',
    '',
  ].join('\n')
}

const nameOf = (report: Report): string =>
  xmlText(['assay', referenceText(report) ?? [], judgedText(judgedOf(report.contracts))].flat().join(': '))

const counts = (rows: readonly TestRow[]): string => {
  const count = (kind: TestRow['result']['kind']) => rows.filter(({ result }) => result.kind === kind).length
  return `tests="${rows.length}" failures="${count('failed')}" errors="${count('open')}" skipped="${count('skipped')}"`
}

/** Requests of many requirements are one and the same: how long a single one took is not known. */
const suite = (name: string, rows: readonly TestRow[], startedAt: string): readonly string[] => [
  `  <testsuite name="${name}" ${counts(rows)} time="0" timestamp="${startedAt.slice(0, 19)}">`,
  ...rows.map((row) => testCase(name, row)),
  '  </testsuite>',
]

const testCase = (suiteName: string, { name, verdict, result }: TestRow): string => {
  const inside = content(verdict, result)
  const open = `    <testcase name="${xmlText(name)}" classname="${suiteName}" time="0"`
  return inside === '' ? `${open}/>` : [`${open}>`, `      ${inside}`, '    </testcase>'].join('\n')
}

const content = (verdict: TestRow['verdict'], result: TestRow['result']): string => {
  switch (result.kind) {
    case 'passed':
      return result.remark === undefined ? '' : `<system-out>${xmlText(result.remark)}</system-out>`
    case 'failed':
      return `<failure message="${oneLine(result.message)}" type="${verdict}">${xmlText(result.detail)}</failure>`
    case 'open':
      return `<error message="${oneLine(result.message)}" type="${verdict}"/>`
    case 'skipped':
      return `<skipped message="${oneLine(result.message)}"/>`
  }
}

/** Readers of XML make a line break in an attribute a space, unless it is written as a reference. */
const oneLine = (text: string): string => xmlText(text).replaceAll('\n', '&#10;').replaceAll('\r', '&#13;')
