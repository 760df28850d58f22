import { expect, test } from 'vitest'
import type { ReadsBack } from '../../contracts/relations/relation.ts'
import type { Json } from '../../core/json.ts'
import { readsBack } from './reads-back.ts'

const order: ReadsBack = {
  kind: 'readsBack',
  thing: 'order',
  name: ['no'],
  read: { operation: 'read', key: { in: 'path', steps: ['no'] }, stable: 'stable' },
  writes: [],
  refused: 'refused',
  volatile: [{ at: 'state', why: 'it changes' }],
  known: { cards: ['id', 'card_id'] },
  spellings: [{ names: ['card_id', 'id'], ambiguity: 89 }],
  wide: [{ at: ['name'], as: 'localized', ambiguity: 92 }],
  shown: ['total', 'items', 'items[].price'],
}

const judge = (
  before: Json,
  now: Json,
  parts: { free?: readonly string[]; touched?: readonly string[]; writes?: number } = {},
) =>
  readsBack(order, {
    before,
    now,
    free: parts.free ?? [],
    touched: parts.touched ?? [],
    writes: parts.writes ?? 1,
    facet: 'same',
  }).map((one) => (one.kind === 'failed' || one.kind === 'warned' ? `${one.kind} ${one.finding.at}` : one.kind))

test.each<[string, Json, Json, readonly string[]]>([
  ['the same', { no: '1', total: 3 }, { no: '1', total: 3 }, ['passed']],
  ['more than before', { no: '1', total: 3 }, { no: '1', total: 3, new: 1 }, ['passed']],
  ['another value', { no: '1', total: 3 }, { no: '1', total: 4 }, ['failed /total']],
  ['another value far down', { items: [{ price: 1 }] }, { items: [{ price: 2 }] }, ['failed /items/0/price']],
  ['a shown member less', { total: 3, tax: 1 }, { tax: 1 }, ['failed /total']],
  ['a member less that is not shown', { total: 3, tax: 1 }, { total: 3 }, ['warned /tax']],
  ['an element less', { items: [{ price: 1 }, { price: 2 }] }, { items: [{ price: 1 }] }, ['failed /items']],
  [
    'elements in another order',
    {
      cards: [
        { id: 'a', n: 1 },
        { id: 'b', n: 2 },
      ],
    },
    {
      cards: [
        { id: 'b', n: 2 },
        { id: 'a', n: 1 },
      ],
    },
    ['warned /cards'],
  ],
  ['what is volatile', { total: 3, state: 'a' }, { total: 3, state: 'b' }, ['passed']],
  ['null or nothing in place of nothing', { total: 3, a: null, b: [] }, { total: 3 }, ['passed']],
  ['a wide spelling', { cards: [{ id: 'a' }] }, { cards: [{ card_id: 'a' }] }, ['warned /cards/0/id']],
  ['another value under a wide spelling', { card_id: 'a' }, { id: 'b' }, ['failed /card_id']],
  ['a wide form', { name: { default: 'Ground' } }, { name: 'Ground' }, ['warned /name']],
  ['only its name', { no: '1' }, { no: '1' }, []],
])('%s', (_, before, now, expected) => {
  expect(judge(before, now)).toEqual(expected)
})

test('what a write in between may change is not compared, the rest is', () => {
  expect(judge({ total: 3, c_a: 1 }, { total: 3, c_a: 2 }, { free: ['c_*'] })).toEqual(['passed'])
  expect(judge({ total: 3, c_a: 1 }, { total: 4, c_a: 2 }, { free: ['c_*'] })).toEqual(['failed /total'])
})

test('of a list that may change, elements that nobody was about stay as they were', () => {
  const before = {
    cards: [
      { id: 'a', n: 1 },
      { id: 'b', n: 1 },
    ],
  }
  const now = {
    cards: [
      { id: 'a', n: 1 },
      { id: 'b', n: 2 },
      { id: 'c', n: 3 },
    ],
  }
  expect(judge(before, now, { free: ['cards'] })).toEqual(['failed /cards/1/n'])
  expect(judge(before, now, { free: ['cards'], touched: ['b'] })).toEqual(['passed'])
})

test('a change that no reading allows is told before many that some reading does', () => {
  const before = { a: 1, b: 1, c: 1, d: 1, total: 3 }
  expect(judge(before, { total: 4 })).toEqual(['failed /total', 'warned /a', 'warned /b'])
})

test('of a list that may change, no element goes that nobody was about', () => {
  const before = { total: 3, cards: [{ id: 'a' }, { id: 'b' }] }
  const now = { total: 3, cards: [{ id: 'a' }] }
  expect(judge(before, now, { free: ['cards'] })).toEqual(['failed /cards'])
  expect(judge(before, now, { free: ['cards'], touched: ['b'] })).toEqual(['passed'])
})

test('a list grows by no more elements than writes were made', () => {
  const before = { total: 3, cards: [{ id: 'a' }] }
  const now = { total: 3, cards: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] }
  expect(judge(before, now, { free: ['cards'], writes: 1 })).toEqual(['failed /cards'])
  expect(judge(before, now, { free: ['cards'], writes: 2 })).toEqual(['passed'])
})

test('elements without ids may come and go', () => {
  expect(judge({ total: 3, cards: [{ n: 1 }] }, { total: 3, cards: [] }, { free: ['cards'], writes: 0 })).toEqual([
    'passed',
  ])
})
