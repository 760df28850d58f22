import { expect, test } from 'vitest'
import { hasColor } from './has-color.ts'

const color = (env: Readonly<Record<string, string>>, isTTY = false): boolean => hasColor({ stdout: { isTTY }, env })

test('a terminal has colours and a pipe has none', () => {
  expect([color({}, true), color({})]).toEqual([true, false])
})

test('NO_COLOR takes them from a terminal, FORCE_COLOR gives them to a pipe and wins', () => {
  expect([color({ NO_COLOR: '1' }, true), color({ NO_COLOR: '' }, true)]).toEqual([false, true])
  expect([color({ FORCE_COLOR: '1' }), color({ FORCE_COLOR: '3', NO_COLOR: '1' })]).toEqual([true, true])
  expect([color({ FORCE_COLOR: '0' }, true), color({ FORCE_COLOR: 'false' }, true)]).toEqual([false, false])
})
