import { expect, test } from 'vitest'
import { uniqueMembersOf } from '../contracts/schema/unique-members.ts'
import type { Json } from '../core/json.ts'
import { schemaOf } from '../test/schema-of.ts'
import { stamped } from './stamp.ts'

const { node } = schemaOf({
  type: 'object',
  properties: {
    referenceId: { type: 'string', maxLength: 12, 'x-assay-unique': true },
    order: { type: 'object', properties: { number: { type: 'string', 'x-assay-unique': true } } },
    note: { type: 'string' },
  },
})

test('digits stay digits, and are others for another token', () => {
  const of = (token: string) => stamped({ order: { number: '4444444444444444' } }, node, token)
  expect(of('one')).toEqual({ order: { number: expect.stringMatching(/^9\d{15}$/) } })
  expect(of('one')).toEqual(of('one'))
  expect(of('one')).not.toEqual(of('other'))
})

test('digits that begin with 0 do so still', () => {
  expect(stamped({ order: { number: '0444444444444444' } }, node, 'one')).toEqual({
    order: { number: expect.stringMatching(/^0\d{15}$/) },
  })
})

test('the members that must be unique are those marked so', () => {
  expect(uniqueMembersOf(node).map(({ path }) => path)).toEqual([['referenceId'], ['order', 'number']])
})

test.each<[string, Json, Json]>([
  ['a short value becomes the token', { referenceId: '87' }, { referenceId: 'tokentoken' }],
  ['a longer value keeps its length', { referenceId: 'abcdefghijkl' }, { referenceId: 'tokentokenkl' }],
  ['a nested value, too', { order: { number: '1' } }, { order: { number: 'tokentoken' } }],
  ['other members stay', { note: 'x', referenceId: '1' }, { note: 'x', referenceId: 'tokentoken' }],
  ['a value that is too long on purpose stays', { referenceId: 'x'.repeat(13) }, { referenceId: 'x'.repeat(13) }],
  ['a value of another type stays', { referenceId: 87 }, { referenceId: 87 }],
  ['an empty value stays', { referenceId: '' }, { referenceId: '' }],
  ['an absent value stays absent', { note: 'x' }, { note: 'x' }],
])('%s', (_, body, expected) => {
  expect(stamped(body, node, 'tokentoken')).toEqual(expected)
})

test('a token longer than allowed is cut', () => {
  expect(stamped({ referenceId: '87' }, node, 'a-token-of-17-chars')).toEqual({ referenceId: 'a-token-of-1' })
})
