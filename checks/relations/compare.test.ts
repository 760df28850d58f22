import { expect, test } from 'vitest'
import { comparators } from '../../contracts/relations/relation.ts'
import type { Json } from '../../core/json.ts'
import { isAlike } from './compare.ts'

/** A comparison, a value that was sent, one that is alike and one that is not. */
const table: readonly (readonly [as: (typeof comparators)[number], sent: Json, alike: Json, other: Json])[] = [
  ['equal', 'Größe', 'Größe', 'Gr??e'],
  ['equal', { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }],
  ['equal', [1, 2], [1, 2], [1]],
  ['text', '17', 17, 18],
  ['text', 'null', 'null', null],
  ['decimal', 10.1, 10.1, 10],
  ['decimal', 43, '43.0', '44.0'],
  ['decimal', 0, 0, null],
  ['decimal', 1, 1, ''],
  ['negated', 2, -2, 2],
  ['negated', 0, 0, 1],
  ['instant', '2024-02-29T10:00:00+01:00', '2024-02-29T09:00:00.0000000Z', '2024-02-29T10:00:00Z'],
  ['instant', '2024-02-29T10:00:00Z', '2024-02-29T10:00:00Z', '2024-02-29T10:00:00'],
  ['instant', '2024-02-29T10:00:00.591609+01:00', '2024-02-29T09:00:00.5916090Z', '2024-02-29T10:00:00.591+01:00'],
  ['instant', '2024-02-29T10:00:00.5Z', '2024-02-29T10:00:00.500Z', '2024-02-29T10:00:00Z'],
  ['local-time', '2024-02-29T10:00:00+01:00', '2024-02-29T10:00:00', '2024-02-29T11:00:00'],
  ['local-time', '2024-02-29T10:00:00+01:00', '2024-02-29 10:00:00', '2024-02-29T10:00:00Z'],
  ['day', '2024-02-29T10:00:00+01:00', '2024-02-29', '2024-03-01'],
  ['contains', 'Ring the bell', 'Note: Ring the bell', 'Note'],
  ['members', { city: 'Berlin', fax: '' }, { city: 'Berlin', phone: '1' }, { phone: '1' }],
  ['members', { city: 'Berlin' }, { city: 'Berlin' }, {}],
  ['only-members', { city: 'Berlin' }, { city: 'Berlin', fax: '', phone: null }, { city: 'Berlin', phone: '1' }],
  ['masked', '***********1111', '************1111', '************1112'],
  ['localized', 'Ground', { default: 'Ground' }, { default: 'Air' }],
  ['about', '2024-02-29T10:00:00.000Z', '2024-02-29T11:00:00', '1970-01-01T00:00:00Z'],
  ['about', '2024-02-29T10:00:00.000Z', '2024-02-28T20:00:00', '2024-03-01T10:00:01'],
  ['about', '2024-02-29T10:00:00.000Z', '2024-02-29T10:20:00Z', '2024-02-29T11:00:00Z'],
  ['about', '2024-02-29T10:00:00.000Z', '2024-02-29T12:00:00+02:00', '2024-02-29T10:00:00+02:00'],
  ['null', 'x', null, 'x'],
  ['number', 4, 5, 'five'],
]

test.each(table)('%s: %j is like %j and unlike %j', (as, sent, alike, other) => {
  expect([isAlike({ as }, sent, alike), isAlike({ as }, sent, other)]).toEqual([true, false])
})

test('to so many places numbers are the same', () => {
  expect(isAlike({ as: 'decimal', places: 2 }, 1.234, 1.2341)).toBe(true)
  expect(isAlike({ as: 'decimal', places: 2 }, 1.23, 1.24)).toBe(false)
})

test('every comparison but the one that takes anything is in the table', () => {
  expect([...comparators].filter((one) => one !== 'anything' && !table.some(([as]) => as === one))).toEqual([])
  expect(isAlike({ as: 'anything' }, 1, 'x')).toBe(true)
})
