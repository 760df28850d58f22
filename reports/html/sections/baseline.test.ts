import { expect, test } from 'vitest'
import { knownReport } from '../../../test/known-report.ts'
import { mixedReport } from '../../../test/sample-run.ts'
import { viewsOf } from '../view.ts'
import { baseline } from './baseline.ts'
import { broken } from './causes.ts'

const report = knownReport()
const text =
  baseline(viewsOf(report), report)
    ?.markup.replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ') ?? ''

test('the change is told: what is new, what is known, and what is to be taken from the list', () => {
  expect(text).toContain('Change against the known failures known.json')
  expect(text).toContain('0 newly failed, 1 known and still failing, 1 known and now passing.')
  expect(text).toContain('The list of known failures known.json needs changes (1): until then the run is red')
  expect(text).toContain('1 known failure: it does not count sku is at least 1 long until 2024-12-31, Ada: SHOP-7')
})

test('what is known is not told among the broken promises, but with its evidence', () => {
  expect(broken(viewsOf(report), report)).toBeUndefined()
  expect(text).toContain('assay replay')
})

test('without a list there is no such section', () => {
  const plain = mixedReport()
  expect(baseline(viewsOf(plain), plain)).toBeUndefined()
})
