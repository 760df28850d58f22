import { expect, test } from 'vitest'
import type { RequirementReport } from '../core/report.ts'
import { mixedReport } from '../test/sample-run.ts'
import { readingsOf, warningsOf } from './readings.ts'

const requirements = mixedReport().contracts[0]?.requirements ?? []
const wide = requirements.find(({ ambiguities }) => ambiguities.includes(46)) as RequirementReport

test('what keeps only the wide reading tells the reading, what breaks a should is a warning', () => {
  expect(readingsOf(requirements)).toEqual([{ numbers: '46', requirements: [wide] }])
  expect(warningsOf(requirements).map(({ id }) => id)).toEqual(['shop/createOrder/protocol/wrong-method'])
})

test('what shows the same contradiction stands together', () => {
  const alike = { ...wide, id: 'shop/getOrder/response.200/content-type' }
  expect(readingsOf([wide, alike])).toEqual([{ numbers: '46', requirements: [wide, alike] }])
})
