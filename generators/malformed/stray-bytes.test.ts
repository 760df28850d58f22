import { isUtf8 } from 'node:buffer'
import { expect, test } from 'vitest'
import { bytesOf } from '../../core/bytes.ts'
import { strayBytes } from './stray-bytes.ts'

test.each(strayBytes)('$what is no UTF-8, wherever it stands', ({ text }) => {
  expect(isUtf8(bytesOf(`{"a":"b${text}"}`))).toBe(false)
  expect(isUtf8(bytesOf(`{"a":"${text}b"}`))).toBe(false)
})
