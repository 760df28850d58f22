import { expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import { knownReport } from '../test/known-report.ts'
import { github } from './github.ts'
import { htmlReport } from './html/page.ts'
import { markdown } from './markdown.ts'
import { badgeOf } from './shields.ts'
import { terminal } from './terminal.ts'

const report = knownReport()
const conformant = {
  ...report,
  run: { ...report.run, outcome: 'conformant' as const },
  contracts: report.contracts.map((one) => ({ ...one, outcome: 'conformant' as const })),
}

test.each([
  ['terminal', terminal(conformant, { color: false, file: 'x' }), 'CONFORMANT but for 1 known failure'],
  ['github', github(conformant), 'CONFORMANT but for 1 known failure::'],
  ['markdown', markdown(conformant), '# Assay: CONFORMANT but for 1 known failure'],
  ['html', htmlReport(conformant), 'Conformant but for 1 known failure</h1>'],
  ['badge', badgeOf(conformant).message, 'conformant but for 1 known'],
])('%s says first that a conformant run has a known failure', (_, text, expected) => {
  expect(text).toContain(expected)
  expect(text).not.toContain('Every promise that was tried is kept')
})

test('of a run that is not conformant, the outcome says all', () => {
  expect(htmlReport({ ...conformant, run: { ...conformant.run, outcome: 'nonconformant' } })).not.toContain('but for')
})

const quick = {
  ...conformant,
  contracts: conformant.contracts.map((one) => ({ ...one, settings: { ...one.settings, depth: 'quick' as const } })),
}

test.each([
  ['terminal', terminal, 'CONFORMANT'],
  ['github', github, 'CONFORMANT'],
  ['markdown', markdown, 'CONFORMANT'],
  ['html', htmlReport, 'Conformant'],
])('%s says first that a conformant run tried little', (_, render, word) => {
  const text = (report: Report) => render(report, { color: false, file: 'x' })
  expect(text(quick)).toContain(`${word} at depth quick but for 1 known failure`)
  expect(text(conformant)).not.toContain('at depth quick')
})

test('of a quick run that broke something, nothing is said of the depth', () => {
  expect(markdown({ ...quick, run: { ...quick.run, outcome: 'nonconformant' } }).split('\n')[0]).not.toContain('quick')
})
