import { expect, test } from 'vitest'
import { mixedReport } from '../test/sample-run.ts'
import { warningsOf } from './warnings.ts'

test('what breaks a should is a warning; what keeps only the wide reading tells the reading instead', () => {
  const requirements = mixedReport().contracts[0]?.requirements ?? []
  expect(warningsOf(requirements).map(({ id }) => id)).toEqual(['shop/createOrder/protocol/wrong-method'])
})
