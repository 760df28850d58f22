// biome-ignore-all lint/suspicious/noThenProperty: a keyword of JSON Schema.
import { describe, expect, test } from 'vitest'
import { type Json, type JsonObject, pointer } from '../core/json.ts'
import { schemaOf } from '../test/schema-of.ts'
import { type Draw, drawWith } from './draw.ts'
import { soundSample } from './valid/sound.ts'
import { violationsOf } from './violations.ts'
import { vocabulary } from './vocabulary.ts'

const words = vocabulary(1)
const text = { type: 'string' }
const whole = { type: 'integer' }
const ab = { type: 'object', properties: { a: text, b: whole } }
const open = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({ type: 'object', properties, ...more })
const closed = (properties: JsonObject, more: JsonObject = {}): JsonObject =>
  open(properties, { required: Object.keys(properties), additionalProperties: false, ...more })

/** Every keyword of draft 2020-12 that values can break, alone and in pairs that documents have. */
const schemas: Readonly<Record<string, Json>> = {
  true: true,
  'type of several': { type: ['integer', 'string'] },
  'enum beside type': { type: 'integer', enum: ['a', 1, 2.5] },
  'enum beside a bound': { enum: [1, 5, 9], minimum: 4 },
  'const beside enum': { allOf: [{ const: 'b' }, { enum: ['a', 'b'] }] },
  'two patterns': { type: 'string', allOf: [{ pattern: '^[a-z]+$' }, { pattern: 'x' }] },
  'two patterns in allOf beside one': { type: 'string', pattern: '^.{3,8}$', allOf: [{ pattern: '[0-9]' }] },
  'two multiples': { type: 'integer', allOf: [{ multipleOf: 4 }, { multipleOf: 6 }], minimum: 1 },
  'two multiples of fractions': { type: 'number', allOf: [{ multipleOf: 0.2 }, { multipleOf: 0.5 }] },
  'bounds of allOf': { allOf: [{ type: 'integer', minimum: 3 }, { maximum: 3 }] },
  'pattern with look-ahead': { type: 'string', pattern: '^(?!ab)[a-c]{3}$' },
  'pattern beside lengths': { type: 'string', pattern: '^[A-Z]+$', minLength: 2, maxLength: 5 },
  'format beside pattern': { type: 'string', format: 'email', pattern: 'example' },
  'format beside length': { type: 'string', format: 'date', maxLength: 10 },
  'two formats': { type: 'string', allOf: [{ format: 'uri' }, { format: 'uri-reference' }] },

  'properties beside additionalProperties': open({ a: text }, { additionalProperties: { type: 'integer' } }),
  'a required member nobody names': { type: 'object', required: ['x'] },
  'a required member of a map': { type: 'object', required: ['x'], additionalProperties: whole },
  patternProperties: { type: 'object', patternProperties: { '^x-': whole }, additionalProperties: false },
  'patternProperties beside properties': {
    type: 'object',
    properties: { 'x-a': { minimum: 3 } },
    patternProperties: { '^x-': whole },
    required: ['x-a'],
  },
  'patternProperties with a number of members': {
    type: 'object',
    patternProperties: { '^[a-c]{2}$': text },
    additionalProperties: false,
    minProperties: 2,
  },
  propertyNames: {
    type: 'object',
    propertyNames: { pattern: '^[A-Z]{3}$' },
    additionalProperties: whole,
    minProperties: 1,
  },
  'propertyNames of an enum': {
    type: 'object',
    propertyNames: { enum: ['en', 'de'] },
    additionalProperties: text,
    minProperties: 2,
  },
  'maxProperties below the named': { ...ab, required: ['a'], maxProperties: 1 },
  'maxProperties with no required': open({ a: text, b: text, c: text }, { maxProperties: 2, minProperties: 1 }),
  dependentRequired: { ...ab, dependentRequired: { a: ['b'] } },
  'dependentRequired in a chain': open(
    { a: text, b: text, c: text },
    { dependentRequired: { a: ['b'], b: ['c'] }, required: ['a'] },
  ),
  'dependentRequired beside maxProperties': open(
    { a: text, b: text, c: text },
    { dependentRequired: { a: ['b', 'c'] }, maxProperties: 2 },
  ),
  dependentSchemas: { ...ab, dependentSchemas: { a: { required: ['b'], properties: { b: { minimum: 5 } } } } },
  'unevaluatedProperties beside allOf': {
    allOf: [open({ a: text }, { required: ['a'] })],
    ...open({ b: whole }),
    unevaluatedProperties: false,
  },
  'additionalProperties of one part of allOf': {
    allOf: [open({ a: text }, { additionalProperties: false }), open({ b: whole })],
  },
  'a member that must not be': open({ a: text, b: false }),

  prefixItems: { type: 'array', prefixItems: [text, whole] },
  'prefixItems and nothing else': { type: 'array', prefixItems: [text, whole], items: false, minItems: 2 },
  'prefixItems and others': { type: 'array', prefixItems: [text], items: whole, minItems: 3 },
  contains: { type: 'array', items: whole, contains: { minimum: 7 } },
  'minContains and maxContains': {
    type: 'array',
    contains: { const: 'x' },
    minContains: 2,
    maxContains: 2,
    minItems: 2,
  },
  'contains of another type than items': { type: 'array', items: { type: ['integer', 'string'] }, contains: text },
  'contains none': { type: 'array', contains: whole, minContains: 0 },
  'uniqueItems of a small set': { type: 'array', items: { enum: [1, 2, 3] }, uniqueItems: true, minItems: 3 },
  'uniqueItems of anything': { type: 'array', uniqueItems: true, minItems: 2 },
  unevaluatedItems: { type: 'array', prefixItems: [text], unevaluatedItems: false },

  'oneOf that overlap': { oneOf: [{ type: 'number' }, { type: 'integer' }] },
  'oneOf of objects that overlap': {
    oneOf: [open({ a: text }, { required: ['a'] }), open({ b: text }, { required: ['b'] })],
  },
  'oneOf of multiples': { type: 'integer', oneOf: [{ multipleOf: 3 }, { multipleOf: 5 }] },
  'anyOf beside oneOf': {
    anyOf: [open({ a: text }, { required: ['a'] })],
    oneOf: [open({ b: text }, { required: ['b'] }), open({ c: text }, { required: ['c'] })],
  },
  'two oneOf': {
    allOf: [
      { oneOf: [{ required: ['a'] }, { required: ['b'] }] },
      { oneOf: [{ required: ['c'] }, { required: ['d'] }] },
    ],
    ...open({ a: text, b: text, c: text, d: text }),
  },
  'anyOf with null inside': { anyOf: [{ const: 'a' }, { type: 'null' }] },
  'not a type': { not: { type: 'string' } },
  'not a constant': { type: 'string', enum: ['a', 'b'], not: { const: 'a' } },
  'not required': { ...ab, not: { required: ['a'] } },
  'not both': { ...ab, not: { required: ['a', 'b'] } },
  neither: { ...ab, not: { anyOf: [{ required: ['a'] }, { required: ['b'] }] } },
  'not a member of a value': open(
    { kind: { enum: ['x', 'y'] } },
    { required: ['kind'], not: { properties: { kind: { const: 'x' } } } },
  ),
  'if, then and else': {
    ...open({ kind: { enum: ['x', 'y'] }, a: text, b: text }),
    required: ['kind'],
    if: { properties: { kind: { const: 'x' } } },
    then: { required: ['a'] },
    else: { required: ['b'] },
  },
  'if with a member that may be absent': {
    ...open({ kind: { enum: ['x', 'y'] }, a: text }),
    if: { properties: { kind: { const: 'x' } }, required: ['kind'] },
    then: { required: ['a'] },
  },
  'two ifs': {
    ...open({ n: whole, a: text, b: text }),
    required: ['n'],
    allOf: [
      { if: { properties: { n: { minimum: 5 } } }, then: { required: ['a'] } },
      { if: { properties: { n: { maximum: 3 } } }, then: { required: ['b'] } },
    ],
  },

  'a tree by oneOf': { $ref: '#/$defs/Expression' },
  'a list that ends by anyOf': { $ref: '#/$defs/Chain' },
  'many that refer to each other': { $ref: '#/$defs/Web' },
  'a number of members of its own kind': { $ref: '#/$defs/Nest' },
}

const $defs = {
  Expression: {
    oneOf: [
      closed({ left: { $ref: '#/$defs/Expression' }, right: { $ref: '#/$defs/Expression' } }),
      closed({ value: whole }),
    ],
  },
  Chain: closed({ next: { anyOf: [{ $ref: '#/$defs/Chain' }, { type: 'string', enum: ['end'] }] } }),
  Web: open(
    Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [`m${index}`, { type: 'array', items: { $ref: '#/$defs/Web' } }]),
    ),
    {
      required: ['id'],
      properties: {
        id: text,
        one: { $ref: '#/$defs/Web' },
        two: { anyOf: [{ $ref: '#/$defs/Web' }, text] },
        ...Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`m${index}`, { $ref: '#/$defs/Web' }])),
      },
    },
  ),
  Nest: {
    type: 'object',
    minProperties: 1,
    properties: { leaf: text },
    additionalProperties: { $ref: '#/$defs/Nest' },
  },
}

const draws: readonly Partial<Draw>[] = (['none', 'all', 'some'] as const).map((optional) => ({ optional }))
const seeds = Array.from({ length: 12 }, (_, index) => index + 1)

describe.each(Object.entries(schemas))('%s', (_, schema) => {
  const known = schemaOf(schema, $defs)
  const context = { judge: known.judge, schema: known.pointer }

  test('a value is made, and an independent judge finds it valid', () => {
    const drawn = draws.flatMap((options) =>
      seeds.map((seed) => soundSample(known.node, drawWith(words, options), { ...context, seed })),
    )
    const wrong = drawn.flatMap((one): readonly unknown[] =>
      one.kind === 'none'
        ? [one.why]
        : known.errors(one.value).length > 0
          ? [{ value: one.value, errors: known.errors(one.value) }]
          : [],
    )
    expect(wrong).toEqual([])
  })

  test('what breaks it breaks one keyword at one place', () => {
    const violations = violationsOf(known.node, { ...context, draw: drawWith(words), seed: 1 })
    const wrong = violations.filter(({ keyword, body, at }) => {
      const errors = new Set(known.errors(JSON.parse(JSON.stringify(body))))
      const culprit = keyword === 'required' ? `${pointer(at.slice(0, -1))} required` : `${pointer(at)} ${keyword}`
      return keyword === 'optional' ? errors.size > 0 : !errors.has(culprit)
    })
    expect(wrong).toEqual([])
  })
})

test.each<[string, Json]>([
  ['nothing at all', false],
  ['bounds that exclude each other', { type: 'integer', minimum: 2, maximum: 1 }],
  ['two constants', { allOf: [{ const: 1 }, { const: 2 }] }],
  ['a member of its own kind without an end', { $ref: '#/$defs/Endless' }],
  ['a pattern that nothing matches', { type: 'string', pattern: '^a(?=b)c$' }],
  ['two types', { allOf: [{ type: 'string' }, { type: 'integer' }] }],
])('of %s no value is made, and the reason is told', (_, schema) => {
  const endless = { Endless: closed({ again: { $ref: '#/$defs/Endless' } }) }
  const { node, judge, pointer: place } = schemaOf(schema, endless)
  const drawn = soundSample(node, drawWith(words), { judge, schema: place, seed: 1 })
  expect(drawn).toEqual({ kind: 'none', why: expect.stringMatching(/^no value could be made that keeps /) })
})
