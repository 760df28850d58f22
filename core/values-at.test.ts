import { expect, test } from 'vitest'
import { valuesAt } from './values-at.ts'

const body = { id: '1', none: null, lines: [{ price: 1 }, {}, { price: 3 }], labels: { a: 'x', b: 'y' }, empty: [] }

test.each<[readonly string[], readonly unknown[]]>([
  [[], [body]],
  [['id'], ['1']],
  [['none'], [null]],
  [
    ['lines', '[]', 'price'],
    [1, 3],
  ],
  [
    ['labels', '*'],
    ['x', 'y'],
  ],
  [['empty', '[]'], []],
  [['empty', '[]', 'price'], []],
  [['nowhere', 'a'], []],
  [['id', 'length'], []],
  [['toString'], []],
])('at %j', (path, expected) => {
  expect(valuesAt(body, path)).toEqual(expected)
})

test('what is not there has no values', () => {
  expect(valuesAt(undefined, [])).toEqual([])
})
