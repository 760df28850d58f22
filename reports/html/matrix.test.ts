import { expect, test } from 'vitest'
import { mixedReport } from '../../test/sample-run.ts'
import { matrixOf } from './matrix.ts'

test('each operation has a cell for each kind of case, with its worst verdict and how often', () => {
  const rows = matrixOf(mixedReport().contracts[0]?.requirements ?? [])
  const table = rows.map(({ operation, cells }) => ({
    operation,
    cells: [...cells.values()].map(
      ({ column, verdict, count, requirements }) => `${column}: ${verdict} ${count} of ${requirements.length}`,
    ),
  }))
  expect(table).toEqual([
    {
      operation: 'createOrder',
      cells: ['Fields: fail 1 of 2', 'Success: warn 1 of 2', 'Protocol: warn 1 of 1'],
    },
    { operation: 'getOrder', cells: ['Success: inconclusive 1 of 1', '500: untested 1 of 1'] },
  ])
})
