import { expect, test } from 'vitest'
import { readBodyText } from './body-text.ts'

const body = '{"a":{"b":[1,-2.5e3,true,null,"é\\u00e9\\n\\"]{"],"c":"x"},"d":false}'

test('JSON is read', () => {
  expect(readBodyText('[null]')).toEqual({ kind: 'value', value: [null] })
})

test.each(['', '  \r\n'])('%j is empty', (text) => {
  expect(readBodyText(text)).toEqual({ kind: 'empty' })
})

test.each([...body.slice(1)].map((_, length) => body.slice(0, length + 1)))('%j is truncated', (text) => {
  expect(readBodyText(text)).toEqual({ kind: 'truncated' })
})

test.each(['not json', '{not json', "{'a':1}", '{"a":1,}', '{"a":1}}', '{"a" 1', '[1 2', '{"a":1,,"b"', '<order/>'])(
  '%j is malformed',
  (text) => {
    expect(readBodyText(text)).toEqual({ kind: 'malformed' })
  },
)
