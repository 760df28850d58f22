import { expect, test } from 'vitest'
import { bytesOf, hasStrays, strayText } from './bytes.ts'

test('a text without stray bytes is UTF-8, pairs of surrogates too', () => {
  expect(bytesOf('a€\u{1f480}')).toEqual(Buffer.from('a€\u{1f480}'))
  expect(hasStrays('a€\u{1f480}\udfff')).toBe(false)
})

test('stray bytes stand where they were put, and stay through JSON', () => {
  const text = `é${strayText(0xff, 0xc0)}b${strayText(0x80)}`
  expect([...bytesOf(JSON.parse(JSON.stringify(text)))]).toEqual([0xc3, 0xa9, 0xff, 0xc0, 0x62, 0x80])
  expect(hasStrays(text)).toBe(true)
})
