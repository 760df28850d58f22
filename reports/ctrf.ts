import type { Report } from '../core/report.ts'
import { findingText, sourceText } from './finding-text.ts'
import { targetText } from './reference-text.ts'
import { type TestRow, testRows } from './test-rows.ts'

/**
 * Common Test Report Format 0.0: one test per requirement. Inconclusive is `other`, and its own verdict is the raw status.
 *
 * @see https://ctrf.io
 */
export const ctrf = (report: Report): string => {
  const rows = testRows(report)
  const start = Date.parse(report.run.startedAt)
  const stop = start + report.run.durationMs
  const tool = { name: report.tool.name, version: report.tool.version }
  return `${JSON.stringify(
    {
      reportFormat: 'CTRF',
      specVersion: '0.0.0',
      timestamp: new Date(stop).toISOString(),
      generatedBy: `${tool.name} ${tool.version}`,
      results: {
        tool,
        summary: { ...summary(rows), start, stop, duration: report.run.durationMs },
        tests: rows.map(test),
        environment: {
          testEnvironment: [...new Set(report.contracts.map(targetText))].join(', '),
          healthy: report.run.outcome === 'conformant',
          extra: { outcome: report.run.outcome, seed: report.run.seed, void: report.run.void },
        },
      },
    },
    null,
    2,
  )}\n`
}

const statuses = { passed: 'passed', failed: 'failed', open: 'other', skipped: 'skipped' } as const

const summary = (rows: readonly TestRow[]) => {
  const count = (kind: TestRow['result']['kind']) => rows.filter(({ result }) => result.kind === kind).length
  return {
    tests: rows.length,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    pending: 0,
    other: count('open'),
    suites: new Set(rows.map(({ suite }) => JSON.stringify(suite))).size,
  }
}

const test = (row: TestRow) => ({
  name: row.name,
  testId: row.requirement?.id ?? row.name,
  status: statuses[row.result.kind],
  rawStatus: row.verdict,
  // Requests of many requirements are one and the same: how long a single one took is not known.
  duration: 0,
  suite: row.suite,
  ...texts(row),
  ...(row.requirement ? about(row.requirement) : {}),
})

const texts = ({ result, requirement }: TestRow) => {
  switch (result.kind) {
    case 'passed':
      return result.remark === undefined ? {} : { message: result.remark }
    case 'failed':
      return { message: result.message, trace: result.detail }
    case 'open':
      return { message: result.message }
    case 'skipped':
      return { message: result.message, ...(requirement?.known ? { trace: findingText(requirement) } : {}) }
  }
}

const about = ({ level, title, source, ambiguities, cases, observed }: NonNullable<TestRow['requirement']>) => ({
  tags: [level],
  labels: { level, source: sourceText(source) },
  extra: { title, ambiguities, cases, ...(observed === undefined ? {} : { observed }) },
})
