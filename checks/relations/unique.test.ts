import { expect, test } from 'vitest'
import type { Unique } from '../../contracts/relations/relation.ts'
import type { Json } from '../../core/json.ts'
import { isSameRequest, unique, uniqueIn } from './unique.ts'

const orders: Unique = {
  kind: 'unique',
  facet: 'differ',
  what: 'number',
  made: [],
  lists: [],
  ids: ['note_id', 'id'],
  repeated: { facet: 'twice', without: ['reference'], ambiguity: 43 },
}

const made = { id: '1', earlier: '1', at: ['no'], isSame: false, isByName: false, isSoft: false }
const kinds = (one: Partial<typeof made>, relation = orders) =>
  unique(relation, { ...made, ...one }).map(({ kind, facet }) => `${kind} ${facet}`)

test('two requests make two things', () => {
  expect(kinds({ earlier: '0' })).toEqual(['passed differ'])
  expect(kinds({})).toEqual(['failed differ'])
})

test('one request that is sent twice makes two things, or one by a wide reading', () => {
  expect(kinds({ earlier: '0', isSame: true })).toEqual(['passed twice'])
  expect(kinds({ isSame: true })).toEqual(['warned twice'])
})

test('what names itself a repetition, or is not said to make another thing, says nothing', () => {
  const { repeated: _, ...rest } = orders
  expect(kinds({ isSame: true, isByName: true })).toEqual([])
  expect(kinds({ isSame: true }, rest)).toEqual([])
})

test('of an id of which nothing is said, the same one is worth a word', () => {
  expect(kinds({ isSoft: true })).toEqual(['warned differ'])
})

test.each<[string, Json, readonly string[]]>([
  ['ids of their own', [{ id: 'a' }, { id: 'b' }], ['passed']],
  ['one id under two names', [{ id: 'a' }, { id: 'b' }, { note_id: 'a' }], ['failed']],
  ['a number that is a text elsewhere', [{ id: 1 }, { id: '1' }], ['failed']],
  ['one element', [{ id: 'a' }], []],
  ['no ids', [{}, {}], []],
  ['no list', { id: 'a' }, []],
])('elements with %s', (_, notes, expected) => {
  expect(uniqueIn(orders, { notes }, ['notes']).map(({ kind }) => kind)).toEqual(expected)
})

test('the finding names the element that came second', () => {
  const [result] = uniqueIn(orders, { notes: [{ id: 'a' }, { id: 'a' }] }, ['notes'])
  expect(result).toMatchObject({ finding: { at: '/notes/1', received: 'a' } })
})

test.each<[Json | undefined, Json | undefined, boolean]>([
  [{ total: 1, note: null }, { total: '1.0' }, true],
  [{ items: [], name: 'A ' }, { name: 'a', address: {} }, true],
  [{ total: 1 }, { total: 2 }, false],
  [{ items: [1] }, { items: [1, 2] }, false],
  [{ total: 1 }, {}, false],
  [undefined, null, true],
])('%j and %j say the same: %s', (one, other, expected) => {
  expect(isSameRequest(one, other)).toBe(expected)
})
