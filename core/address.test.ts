import { expect, test } from 'vitest'
import { addressOf, readAddress } from './address.ts'

test('the first finding of a requirement has its id as address, the others are counted', () => {
  expect(addressOf('shop/add/request/name/maxLength', 1)).toBe('shop/add/request/name/maxLength')
  expect(addressOf('shop/add/request/name/maxLength', 3)).toBe('shop/add/request/name/maxLength@3')
})

test('an address is ASCII and reads as the id that it was made of', () => {
  const id = 'shop/add/request/сomment/type'
  expect(addressOf(id, 2)).toBe('shop/add/request/%D1%81omment/type@2')
  expect(readAddress(addressOf(id, 2))).toEqual({ id, place: 2 })
  expect(readAddress(id)).toEqual({ id })
})

test('what is no address of ours stays as it was typed', () => {
  for (const text of ['add/violation/a%20b', 'add/example/50%', 'mail@example', 'a@0', 'a/%FF/b', ''])
    expect(readAddress(text)).toEqual({ id: text })
})
