import { expect, test } from 'vitest'
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
