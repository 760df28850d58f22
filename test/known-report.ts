import type { Report } from '../core/report.ts'
import { withBaseline } from '../reports/baseline.ts'
import { mixedReport } from './sample-run.ts'

const entry = { owner: 'Ada', reason: 'SHOP-7', expires: '2024-12-31' }

/** The mixed report under a list of two: one entry is its failure, the other passes by now. */
export const knownReport = (): Report => {
  const known = ['minLength', 'maxLength'].map((keyword) => ({
    requirement: `shop/createOrder/request/sku/${keyword}`,
    ...entry,
  }))
  return withBaseline(mixedReport(), { file: 'known.json', known }, '2024-06-01')
}
