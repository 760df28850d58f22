import { describe, expect, test } from 'vitest'
import type { Json } from '../../core/json.ts'
import { flattenIn, withNull } from './flatten.ts'
import { merge } from './merge.ts'
import type { Schema } from './schema.ts'

const root = {
  $defs: {
    Text: { type: 'string', maxLength: 9, title: 'Text' },
    Base: { type: 'object', required: ['a'], properties: { a: { type: 'string' } } },
    Loop: { type: 'object', properties: { next: { $ref: '#/$defs/Loop' } } },
    'a b': { type: 'integer' },
  },
}

describe('a flat schema', () => {
  test.each<[string, Json, Schema]>([
    ['says what it refers to', { $ref: '#/$defs/Text' }, { type: 'string', maxLength: 9, title: 'Text' }],
    ['follows an absolute reference', { $ref: 'https://assay.invalid/wide#/$defs/a%20b' }, { type: 'integer' }],
    [
      'is narrowed by what stands beside a reference',
      { $ref: '#/$defs/Text', maxLength: 5, title: 'Own' },
      { type: 'string', maxLength: 5, title: 'Own' },
    ],
    ['is not widened by it', { $ref: '#/$defs/Text', maxLength: 50 }, { type: 'string', maxLength: 9, title: 'Text' }],
    [
      'says all of allOf',
      {
        allOf: [{ $ref: '#/$defs/Base' }, { required: ['b'], properties: { b: { type: 'integer' } } }],
        minProperties: 2,
      },
      {
        type: 'object',
        required: ['a', 'b'],
        properties: { a: { type: 'string' }, b: { type: 'integer' } },
        minProperties: 2,
      },
    ],
    [
      'folds a choice of one form and null',
      { anyOf: [{ $ref: '#/$defs/Text' }, { type: 'null' }], title: 'Own' },
      { type: ['string', 'null'], maxLength: 9, title: 'Text' },
    ],
    [
      'keeps a choice of more',
      { oneOf: [{ type: 'string' }, { type: 'integer' }] },
      { oneOf: [{ type: 'string' }, { type: 'integer' }] },
    ],
    ['is empty for true', true, {}],
    ['excludes all for false', false, { not: {} }],
  ])('%s', (_, schema, expected) => {
    expect(flattenIn(root)(schema)).toEqual(expected)
  })

  test('is the same object for the same schema, which is how recursion is noticed', () => {
    const flatten = flattenIn(root)
    const choice = { anyOf: [root.$defs.Loop, { type: 'null' }] }
    expect(flatten(choice)).toBe(flatten(choice))
    expect(flatten({ $ref: '#/$defs/Loop' })).toEqual(flatten(root.$defs.Loop))
  })
})

describe('two schemas at once', () => {
  test.each<[string, Schema, Schema, Schema]>([
    ['the greater minimum', { minimum: 1, minLength: 5 }, { minimum: 2, minLength: 3 }, { minimum: 2, minLength: 5 }],
    ['the smaller maximum', { maximum: 1, maxItems: 5 }, { maximum: 2, maxItems: 3 }, { maximum: 1, maxItems: 3 }],
    ['all required members, once', { required: ['a', 'b'] }, { required: ['b', 'c'] }, { required: ['a', 'b', 'c'] }],
    ['the common types', { type: ['string', 'null'] }, { type: 'string' }, { type: ['string'] }],
    ['the narrower number', { type: 'number' }, { type: 'integer' }, { type: ['integer'] }],
    ['the narrower number, either way', { type: 'integer' }, { type: ['number', 'null'] }, { type: ['integer'] }],
    ['the common values', { enum: ['a', 'b', 1] }, { enum: ['b', 1, 'c'] }, { enum: ['b', 1] }],
    [
      'all members, those of both with both schemas',
      { properties: { a: { type: 'string' }, b: {} } },
      { properties: { a: { maxLength: 5 }, c: {} } },
      { properties: { a: { allOf: [{ type: 'string' }, { maxLength: 5 }] }, b: {}, c: {} } },
    ],
    [
      'the elements of both',
      { items: { type: 'string' } },
      { items: { maxLength: 5 } },
      { items: { allOf: [{ type: 'string' }, { maxLength: 5 }] } },
    ],
    [
      'no other members',
      { additionalProperties: false },
      { additionalProperties: true },
      { additionalProperties: false },
    ],
    [
      'other members of one form',
      { additionalProperties: true },
      { additionalProperties: { type: 'string' } },
      { additionalProperties: { type: 'string' } },
    ],
    ['the title of the second', { title: 'one' }, { title: 'other' }, { title: 'other' }],
  ])('have %s', (_, first, second, expected) => {
    expect(merge(first, second)).toEqual(expected)
  })
})

test.each<[Schema, Schema]>([
  [{ type: 'string' }, { type: ['string', 'null'] }],
  [{ type: ['string', 'null'] }, { type: ['string', 'null'] }],
  [{ enum: ['a'] }, { enum: ['a', null] }],
  [{ maxLength: 5 }, { maxLength: 5 }],
])('%j with null allowed is %j', (schema, expected) => {
  expect(withNull(schema)).toEqual(expected)
})
