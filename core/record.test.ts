import { expect, test } from 'vitest'
import { keysOf, recordOf } from './record.ts'

test('a record has a value for each key, in their order', () => {
  expect(recordOf(['b', 'a'], (key) => key.toUpperCase())).toEqual({ b: 'B', a: 'A' })
})

test('the keys of an object come in the order in which they are written', () => {
  expect(keysOf({ read: 1, write: 2 })).toEqual(['read', 'write'])
})
