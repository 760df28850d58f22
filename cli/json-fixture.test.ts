import { expect, test } from 'vitest'
import { jsonFixture } from './json-fixture.ts'

const made = (value: unknown) => jsonFixture('a', value, { dry: false })

test('plain data stays as it is, and what is undefined is not given', async () => {
  const plain = { text: '[x', number: 1.5, flag: false, nothing: null, list: [1, { deep: ['y'] }] }
  expect(await made(plain)).toEqual(plain)
  expect(await made({ given: 1, absent: undefined })).toEqual({ given: 1 })
  expect(await made(undefined)).toBe(undefined)
})

test('functions are called at any depth, and what they make is read the same way', async () => {
  expect(await made(async () => 7)).toBe(7)
  expect(await made({ X: async () => 'b1', list: [() => ({ Y: async () => 'b2' })] })).toEqual({
    X: 'b1',
    list: [{ Y: 'b2' }],
  })
})

test('in a dry run no function is called', async () => {
  const value = { X: () => Promise.reject(new Error('called')) }
  expect(await jsonFixture('a', value, { dry: true })).toEqual({ X: 'made by the function of a.X' })
})

class Basket {
  id = 'b1'
}

const endless: Record<string, unknown> = {}
endless['itself'] = endless

test.each<[string, unknown, string]>([
  ['a date', { on: new Date(0) }, 'The fixture a.on is a Date: give text, a number, true,'],
  ['a map', [new Map()], 'The fixture a[0] is a Map: give text'],
  ['an instance of a class', () => new Basket(), 'The fixture a is a Basket: give text'],
  ['a number that JSON has not', { n: Number.NaN }, 'The fixture a.n is NaN: give text'],
  ['a big integer', 1n, 'The fixture a is a bigint: give text'],
  ['a symbol', Symbol('s'), 'The fixture a is a symbol: give text'],
  ['an object in itself', endless, 'The fixture a.itself is an object that stands in itself: give text'],
  [
    'a function that gives nothing',
    { X: () => undefined },
    'The fixture a.X could not be made: its function gave no value.',
  ],
  ['a function that gives a function', () => () => 1, 'The fixture a could not be made: its function gave a function.'],
  [
    'a function that fails',
    { X: () => Promise.reject(new Error('no basket')) },
    'The fixture a.X could not be made: no basket',
  ],
])('%s is told', async (_, value, says) => {
  await expect(made(value)).rejects.toMatchObject({ name: 'UsageError', message: expect.stringContaining(says) })
})

test('the same object at two places is no object in itself', async () => {
  const shared = { id: 1 }
  expect(await made({ one: shared, other: shared })).toEqual({ one: shared, other: shared })
})
