import { expect, test } from 'vitest'
import { assay } from './cli.ts'

const timeout = 120_000

test('the example is conformant where it is asked for by name', { timeout }, async () => {
  const { code, stdout } = await assay(['run', 'example-orders', '--reference', '--seed', '1'])
  expect(stdout).toMatch(/^ {2}CONFORMANT, judged \d+ of \d+ musts/m)
  expect(code).toBe(0)
})

test('where no contract is named the example is not meant', { timeout }, async () => {
  const { stdout } = await assay(['list'])
  expect(stdout).toContain('crayon/')
  expect(stdout).not.toContain('example-orders')
})

test('one promise of the example is explained', { timeout }, async () => {
  const { stdout } = await assay(['explain', 'example-orders/flow/orders-differ'])
  expect(stdout).toContain('Different orders have different ids')
})

test('faults of the example are caught at their own requirements', { timeout }, async () => {
  const faults = ['keys-are-forgotten', 'loses-notes', 'accepts-missing-token-at-refundOrder', 'total-as-text']
  const flags = faults.flatMap((id) => ['--fault', id])
  const { code, stdout } = await assay(['selftest', 'example-orders', ...flags])
  expect(stdout).toContain('4 of 4 faults caught, each at its own requirement and nowhere else')
  expect(code).toBe(0)
})
