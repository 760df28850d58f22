import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../core/json.ts'
import { at } from '../../core/json.ts'
import { fragmentsOf, idOf, type Reading, readAs, readings } from './readings.ts'

const schema = {
  type: 'object',
  required: ['a'],
  maxProperties: 9,
  'x-assay-strict': [
    { ambiguity: 1, required: ['b'], maxProperties: 5 },
    { ambiguity: 2, required: ['b', 'c'] },
  ],
  'x-assay-fair': { required: ['d'], maxProperties: 3, 'x-assay-fair-ambiguity': 3 },
}

describe('one document is read three ways', () => {
  test.each<[Reading, JsonObject]>([
    ['wide', { required: ['a'], maxProperties: 9 }],
    ['strict', { required: ['a', 'b', 'c'], maxProperties: 5 }],
    ['fair', { required: ['a', 'b', 'c', 'd'], maxProperties: 3 }],
  ])('%s', (reading, expected) => {
    expect(readAs({ schema }, reading)['schema']).toMatchObject(expected)
  })

  test('every reference says which reading it stays in', () => {
    const document = { a: { $ref: '#/b' }, b: [{ items: { $ref: '#/a' } }] }
    expect(readings.map((reading) => readAs(document, reading))).toEqual(
      readings.map((reading) => ({
        a: { $ref: `${idOf(reading)}#/b` },
        b: [{ items: { $ref: `${idOf(reading)}#/a` } }],
      })),
    )
  })

  test('the document itself stays as it is', () => {
    const document = { schema }
    const before = structuredClone(document)
    readings.map((reading) => readAs(document, reading))
    expect(document).toEqual(before)
  })
})

describe('where null is one with absent', () => {
  const document = {
    'x-assay-null': 'absent',
    schema: {
      type: 'object',
      required: ['must'],
      properties: {
        must: { type: 'string' },
        may: { type: 'string' },
        code: { enum: ['a'] },
        later: { type: 'string' },
      },
      'x-assay-strict': [{ ambiguity: 1, required: ['later'] }],
    },
  }
  const typesIn = (reading: Reading) => {
    const { properties } = readAs(document, reading)['schema'] as { properties: Record<string, JsonObject> }
    return Object.entries(properties).map(([name, member]) => [name, member['type'] ?? member['enum']])
  }

  test.each<[Reading, unknown]>([
    ['wide', { must: 'string', may: ['string', 'null'], code: ['a', null], later: ['string', 'null'] }],
    ['strict', { must: 'string', may: ['string', 'null'], code: ['a', null], later: 'string' }],
    ['fair', { must: 'string', may: 'string', code: ['a'], later: 'string' }],
  ])('members that are optional under the %s reading may be null, but null is never drawn', (reading, expected) => {
    expect(Object.fromEntries(typesIn(reading))).toEqual(expected)
  })

  test('a reference that is optional stands for what it leads to', () => {
    const { b } = (
      readAs(
        {
          'x-assay-null': 'absent',
          a: { type: 'string', title: 'A' },
          schema: { properties: { b: { $ref: '#/a', title: 'B' } } },
        },
        'wide',
      )['schema'] as { properties: Record<string, JsonObject> }
    ).properties
    expect(b).toEqual({ type: ['string', 'null'], title: 'B', 'x-assay-inlined': { title: 'B' } })
  })
})

test('the fragments of a schema are its narrower readings', () => {
  expect(fragmentsOf(schema).map(({ ambiguity }) => ambiguity)).toEqual([1, 2])
  expect(fragmentsOf({})).toEqual([])
})
test('a member may be called properties or required and is read as every other', () => {
  const document = {
    'x-assay-null': 'absent',
    schema: { properties: { properties: { type: 'object' }, required: { type: 'string' } } },
  }
  expect(at(readAs(document, 'wide'), ['schema'])).toEqual({
    properties: { properties: { type: ['object', 'null'] }, required: { type: ['string', 'null'] } },
  })
})
