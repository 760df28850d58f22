import { expect, test } from 'vitest'
import { once, workOf } from './once.ts'

const one = workOf<number>('one kind of this test')
const other = workOf<string>('another kind of this test')

test('work is done once for a key, and whoever comes later is given the same', async () => {
  const shared = once()
  let count = 0
  const make = async () => {
    count += 1
    return count
  }
  expect(await Promise.all([shared(one, 'a', make), shared(one, 'a', make), shared(one, 'b', make)])).toEqual([1, 1, 2])
})

test('a failure is remembered too', async () => {
  const shared = once()
  await expect(shared(one, 'a', () => Promise.reject(new Error('first')))).rejects.toThrow('first')
  await expect(shared(one, 'a', async () => 1)).rejects.toThrow('first')
})

test('kinds of work keep out of each other, and no two have one name', async () => {
  const shared = once()
  expect([await shared(one, 'a', async () => 1), await shared(other, 'a', async () => 'text')]).toEqual([1, 'text'])
  expect(() => workOf('one kind of this test')).toThrow("Two kinds of work are called 'one kind of this test'.")
})
