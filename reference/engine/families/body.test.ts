import { expect, test } from 'vitest'
import { becomes, changedAt, gone, is, stepsOf } from './body.ts'

const body = { id: 1, lines: [{ sku: 'a', tax: null }, { sku: 'b' }], errors: { one: ['x'], two: ['y', 'z'] } }

test('a place is written as requirement ids write it', () => {
  expect(stepsOf('lines[]/sku')).toEqual(['lines', '[]', 'sku'])
  expect(stepsOf('errors/*[]')).toEqual(['errors', '*', '[]'])
  expect(stepsOf('body')).toEqual([])
})

test('a change reaches every element, and every member of a map', () => {
  expect(changedAt(body, ['lines', '[]', 'sku'], is(7))).toMatchObject({ lines: [{ sku: 7 }, { sku: 7 }] })
  expect(changedAt(body, ['errors', '*', '[]'], is(4))).toMatchObject({ errors: { one: [4], two: [4, 4] } })
})

test('what is gone is gone, and nothing else', () => {
  const { lines: _, ...rest } = body
  expect(changedAt(body, ['lines'], gone)).toEqual(rest)
  expect(changedAt(body, ['nothing'], gone)).toEqual(body)
})

test('a missing member is set, but does not become another', () => {
  expect(changedAt(body, ['lines', '[]', 'tax'], is(0))).toMatchObject({ lines: [{ tax: 0 }, { tax: 0 }] })
  expect(changedAt(body, ['lines', '[]', 'tax'], becomes(String))).toEqual(body)
})

test('a place that is not there changes nothing', () => {
  expect(changedAt(body, ['id', '[]', 'sku'], is(1))).toEqual(body)
  expect(changedAt(body, ['lines', 'sku'], is(1))).toEqual(body)
})
