import { expect, test } from 'vitest'
import { firstAt, placeOf } from './place.ts'

test.each<[readonly string[], string, readonly (string | number)[]]>([
  [[], '', []],
  [['referenceId'], 'referenceId', ['referenceId']],
  [['customerOrder', 'items', '[]', 'mpn'], 'customerOrder/items[]/mpn', ['customerOrder', 'items', 0, 'mpn']],
  [['errors', '*', '[]'], 'errors/*[]', ['errors', '*', 0]],
  [['[]', 'id'], '[]/id', [0, 'id']],
])('the place %j is called %s and stands first at %j', (path, place, first) => {
  expect(placeOf(path)).toBe(place)
  expect(firstAt(path)).toEqual(first)
})
