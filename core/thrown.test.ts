import { expect, test } from 'vitest'
import { codeOf, messageOf } from './thrown.ts'

test.each<[string, unknown, string, string | undefined]>([
  ['an error', new Error('broken'), 'broken', undefined],
  ['an error of the system', Object.assign(new Error('no such file'), { code: 'ENOENT' }), 'no such file', 'ENOENT'],
  ['an error whose code is a number', Object.assign(new Error('odd'), { code: 20 }), 'odd', undefined],
  ['a text', 'broken', 'broken', undefined],
  ['nothing', undefined, 'undefined', undefined],
])('%s tells what happened', (_, thrown, message, code) => {
  expect([messageOf(thrown), codeOf(thrown)]).toEqual([message, code])
})
