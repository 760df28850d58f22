import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../core/json.ts'
import { bodies } from '../../test/bodies.ts'
import { schemaOf } from '../../test/schema-of.ts'
import { type Draw, drawWith } from '../draw.ts'
import { vocabulary } from '../vocabulary.ts'
import { valid } from './valid.ts'

const words = vocabulary(1)
const closed = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
  ...more,
})
const tree = {
  type: 'object',
  required: ['value'],
  properties: { value: { type: 'integer' }, kids: { type: 'array', items: { $ref: '#/$defs/Tree' } } },
}
const leaves = closed({ value: { type: 'integer' }, kids: { type: 'array', items: { $ref: '#/$defs/Leaves' } } })
const map = closed({ kids: { type: 'object', additionalProperties: { $ref: '#/$defs/Map' } } })
const list = {
  type: 'object',
  required: ['value', 'next'],
  properties: { value: { type: 'string' }, next: { anyOf: [{ $ref: '#/$defs/List' }, { type: 'null' }] } },
}

const schemas: Readonly<Record<string, Json>> = {
  anything: {},
  'any text': { type: 'string' },
  'any whole number': { type: 'integer' },
  'any number': { type: 'number' },
  'a boolean': { type: 'boolean' },
  null: { type: 'null' },
  'any list': { type: 'array' },
  'any object': { type: 'object' },
  'no type but bounds': { minimum: 5, maximum: 6 },
  'no type but members': { properties: { a: { type: 'string' } }, required: ['a'] },

  'whole numbers within bounds': { type: 'integer', minimum: -3, maximum: 4 },
  'whole numbers with exclusive bounds': { type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 2 },
  'both kinds of bound': { type: 'number', minimum: 0, exclusiveMinimum: 0, maximum: 9, exclusiveMaximum: 9 },
  'fractions with exclusive bounds': { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
  'closer bounds than a cent': { type: 'number', minimum: 0.001, maximum: 0.005 },
  'only a negative maximum': { type: 'number', maximum: -3.5 },
  'a minimum beyond the usual': { type: 'integer', minimum: 5_000_000 },
  'milliseconds of our time': { type: 'integer', minimum: 1_600_000_000_001, maximum: 1_600_000_000_003 },
  'the bounds of 64 bits': { type: 'integer', minimum: -(2 ** 63), maximum: 2 ** 63 },
  money: { type: 'number', minimum: 0, maximum: 99_999.99, multipleOf: 0.01 },
  'multiples of 7': { type: 'integer', multipleOf: 7, minimum: 1, maximum: 99 },
  'the one multiple of 7 between bounds': { type: 'integer', multipleOf: 7, exclusiveMinimum: 3, exclusiveMaximum: 10 },
  'multiples of a fraction that are whole': { type: 'integer', multipleOf: 2.5 },

  'texts of one length': { type: 'string', minLength: 5, maxLength: 5 },
  'texts of one character': closed({ note: { type: 'string', maxLength: 1 } }),
  'no characters': { type: 'string', maxLength: 0 },
  'free text of one length': closed({ note: { type: 'string', minLength: 5, maxLength: 5 } }),
  'long free text': closed({ note: { type: 'string', minLength: 300, maxLength: 8_000 } }),
  'long codes': closed({ code: { type: 'string', minLength: 5_000, maxLength: 5_010 } }),
  'a pattern': { type: 'string', pattern: '^[A-Z]{2}-\\d{4}$' },
  'a pattern that is found anywhere': { type: 'string', pattern: 'ab', maxLength: 20 },
  'a pattern with a length': { type: 'string', pattern: '^[0-9]+$', minLength: 13, maxLength: 19 },
  'a format with a length': { type: 'string', format: 'email', maxLength: 15 },

  'lists within bounds': { type: 'array', items: { type: 'integer' }, minItems: 2, maxItems: 3 },
  'no elements': { type: 'array', items: { type: 'string' }, maxItems: 0 },
  'elements that differ': { type: 'array', items: { enum: ['a', 'b', 'c'] }, uniqueItems: true, minItems: 3 },
  'elements with numbers of their own': {
    type: 'array',
    items: closed({ line: { type: 'integer', minimum: 1, maximum: 1000 } }),
    minItems: 2,
    'x-assay-unique-by': 'line',
    'x-assay-sequence': 'line',
  },
  'elements with ids of their own': {
    type: 'array',
    items: closed({ id: { type: 'string' } }),
    minItems: 5,
    'x-assay-unique-by': 'id',
  },

  'objects in objects': closed({
    order: closed({ lines: { type: 'array', minItems: 1, items: closed({ sku: { type: 'string' } }) } }),
  }),
  'no other members': { type: 'object', additionalProperties: false, properties: { a: { type: 'string' } } },
  'a map': { type: 'object', additionalProperties: { type: 'integer' } },
  'a map within bounds': {
    type: 'object',
    additionalProperties: { type: 'string' },
    minProperties: 1,
    maxProperties: 1,
  },
  'some member or other': { type: 'object', minProperties: 2 },
  'one of the optional members': {
    type: 'object',
    minProperties: 1,
    properties: { a: { type: 'string' }, b: { type: 'string' } },
    additionalProperties: false,
  },
  'a sum': closed(
    {
      price: { type: 'number', minimum: 0, maximum: 9 },
      off: { type: 'number', minimum: 0 },
      total: { type: 'number', minimum: 0 },
    },
    { 'x-assay-sum': { member: 'total', plus: ['price'], minus: ['off'] } },
  ),

  'one of several': { enum: ['a', 1, null] },
  'one value': { const: { a: [1, 'b'] } },
  'text or null': { type: ['string', 'null'], maxLength: 3 },
  'one form or null': { anyOf: [{ type: 'string', minLength: 2 }, { type: 'null' }] },
  'one of two forms': {
    oneOf: [closed({ card: { const: 'visa' } }), closed({ iban: { type: 'string' } })],
  },
  'any of two forms and what they have in common': closed(
    { id: { type: 'string' } },
    { anyOf: [closed({ a: { type: 'integer' } }), closed({ b: { type: 'boolean' } })] },
  ),
  'all of several': {
    allOf: [
      closed({ a: { type: 'string', minLength: 3 } }),
      { properties: { a: { maxLength: 4 }, b: { type: ['integer', 'number'] } }, required: ['b'] },
      { properties: { b: { type: 'integer', minimum: 2 } } },
    ],
  },
  'all of several lists': {
    allOf: [{ type: 'array', minItems: 2, items: { type: 'string' } }, { items: { minLength: 3, maxLength: 3 } }],
  },
  'a tree': { $ref: '#/$defs/Tree' },
  'a tree that ends with empty lists': { $ref: '#/$defs/Leaves' },
  'a tree of maps': { $ref: '#/$defs/Map' },
  'a list of links that ends': { $ref: '#/$defs/List' },
}

const draws: readonly Partial<Omit<Draw, 'words'>>[] = (['none', 'all', 'some'] as const).flatMap((optional) =>
  (['plain', 'unicode', 'any'] as const).flatMap((text) =>
    (['plain', 'any'] as const).map((numbers) => ({ optional, text, numbers })),
  ),
)

describe('every drawn value is accepted by ajv', () => {
  test.each(Object.keys(schemas))('%s', (name) => {
    const { node, errors } = schemaOf(schemas[name] as Json, { Tree: tree, Leaves: leaves, Map: map, List: list })
    const refused = draws.flatMap((options) =>
      fc
        .sample(valid(node, drawWith(words, options)), { seed: 1, numRuns: 40 })
        .map((value) => JSON.parse(JSON.stringify(value)))
        .filter((value) => errors(value).length > 0)
        .map((value) => ({ options, value, errors: errors(value) })),
    )
    expect(refused).toEqual([])
  })
})

describe('shrinking ends at a plain value', () => {
  test.each<[string, Json, Partial<Draw>, Json]>([
    ['free text', closed({ firstName: { type: 'string' } }), { text: 'any' }, { firstName: 'John' }],
    ['a code', { type: 'string', minLength: 14 }, {}, 'aaaaaaaaaaaaaa'],
    ['text of other scripts', closed({ note: { type: 'string' } }), { text: 'unicode' }, { note: 'é😀&"é漢' }],
    ['a number', { type: 'number', minimum: 0.5 }, {}, 0.5],
    ['a number on both sides of 0', { type: 'integer', minimum: -9 }, {}, 0],
    ['money', { type: 'number', minimum: 0, multipleOf: 0.01 }, {}, 0],
    ['a value of an enum', { enum: ['first', 'second'] }, {}, 'first'],
    ['a list', { type: 'array', items: { type: 'boolean' } }, { optional: 'some' }, [false]],
    [
      'optional members',
      { type: 'object', properties: { a: { type: 'string' }, b: { type: 'integer' } } },
      { optional: 'some' },
      {},
    ],
    ['a date', { type: 'string', format: 'date-time' }, {}, '2023-01-01T00:00:00Z'],
  ])('%s', (_, schema, options, plainest) => {
    const { node } = schemaOf(schema)
    const property = fc.property(valid(node, drawWith(words, options)), () => false)
    expect(fc.check(property, { seed: 7 }).counterexample).toEqual([plainest])
  })
})

describe('five values at seed 1', () => {
  const five = (schema: Json, options: Partial<Draw> = {}) =>
    fc.sample(valid(schemaOf(schema).node, drawWith(words, options)), { seed: 1, numRuns: 5 })

  test('of money', () => {
    expect(five(schemas['money'] as Json)).toMatchInlineSnapshot(`
      [
        74117.9,
        99999.95,
        41493.12,
        12822.5,
        36440.77,
      ]
    `)
  })

  test('of an address with text of any script', () => {
    const address = closed({
      firstName: { type: 'string', maxLength: 150 },
      zip: { type: 'string' },
      country: { type: 'string' },
      phone: { type: 'string' },
      email: { type: 'string', format: 'email' },
    })
    expect(five(address, { text: 'any' })).toMatchInlineSnapshot(`
      [
        {
          "country": "US",
          "email": "axb@example.com",
          "firstName": "Maurice",
          "phone": "202-555-0134",
          "zip": "58575",
        },
        {
          "country": "US",
          "email": "z@example.com",
          "firstName": "Asa",
          "phone": "202-555-0127",
          "zip": "64344",
        },
        {
          "country": "US",
          "email": "cxxxxcx@example.com",
          "firstName": "Maurice",
          "phone": "202-555-0160",
          "zip": "87683",
        },
        {
          "country": "US",
          "email": "axa@example.com",
          "firstName": "é😀&"漢éΩñ漢",
          "phone": "202-555-0190",
          "zip": "93968",
        },
        {
          "country": "US",
          "email": "ybbzab@example.com",
          "firstName": "Alejandra",
          "phone": "202-555-0190",
          "zip": "10001",
        },
      ]
    `)
  })

  test('of an order with some of its optional members', () => {
    const order = {
      type: 'object',
      required: ['id', 'lines'],
      properties: {
        id: { type: 'string', maxLength: 64 },
        placedAt: { type: 'string', format: 'date-time' },
        lines: {
          type: 'array',
          minItems: 1,
          items: closed({ line: { type: 'integer', minimum: 1 }, quantity: { type: 'integer', minimum: 1 } }),
          'x-assay-unique-by': 'line',
        },
      },
    }
    expect(five(order, { optional: 'some' })).toMatchInlineSnapshot(`
      [
        {
          "id": "265445",
          "lines": [
            {
              "line": 1,
              "quantity": 4717,
            },
          ],
          "placedAt": "2023-07-26T23:01:45Z",
        },
        {
          "id": "581444",
          "lines": [
            {
              "line": 1,
              "quantity": 6425,
            },
          ],
          "placedAt": "2023-09-12T20:55:17Z",
        },
        {
          "id": "114160",
          "lines": [
            {
              "line": 1,
              "quantity": 1667,
            },
            {
              "line": 2,
              "quantity": 9337,
            },
          ],
          "placedAt": "2024-12-27T19:51:08Z",
        },
        {
          "id": "614996",
          "lines": [
            {
              "line": 1,
              "quantity": 9,
            },
          ],
          "placedAt": "2023-01-07T22:53:04Z",
        },
        {
          "id": "737450",
          "lines": [
            {
              "line": 1,
              "quantity": 7909,
            },
            {
              "line": 2,
              "quantity": 415,
            },
          ],
          "placedAt": "2023-01-04T22:13:48Z",
        },
      ]
    `)
  })

  test('of codes by a pattern', () => {
    expect(five(schemas['a pattern'] as Json)).toMatchInlineSnapshot(`
      [
        "EX-3159",
        "WO-5973",
        "VA-5811",
        "BI-3498",
        "DD-8318",
      ]
    `)
  })
})

describe('what is given comes before what is drawn', () => {
  const schema = closed({
    id: { type: 'string', 'x-assay-fixture': 'customerId', 'x-assay-sample': '424726' },
    code: { type: 'string', 'x-assay-sample': 'A1' },
    kind: { const: 'order' },
  })
  const drawn = (options: Partial<Draw>) =>
    fc.sample(valid(schemaOf(schema).node, drawWith(words, options)), { seed: 1, numRuns: 1 })[0]

  test.each<[string, Partial<Draw>, Json]>([
    ['samples of the documents', {}, { id: '424726', code: 'A1', kind: 'order' }],
    ['a fixture before a sample', { fixtures: { customerId: '7' } }, { id: '7', code: 'A1', kind: 'order' }],
    [
      'a value set at a place before all',
      {
        fixtures: { customerId: '7' },
        set: new Map<string, Json>([
          ['id', 8],
          ['kind', 'x'],
        ]),
      },
      { id: 8, code: 'A1', kind: 'x' },
    ],
  ])('%s', (_, options, expected) => {
    expect(drawn(options)).toEqual(expected)
  })
})

describe.each(bodies)('$contract, $operation', ({ judge, body }) => {
  test('every drawn request is valid under every reading', () => {
    const broken = draws.flatMap((options) =>
      fc
        .sample(valid(body.node, drawWith(words, options)), { seed: 1, numRuns: 10 })
        .flatMap((value) =>
          (['wide', 'strict'] as const).flatMap((reading) =>
            judge(reading, body.schema, JSON.parse(JSON.stringify(value))).map((violation) => ({ options, violation })),
          ),
        ),
    )
    expect(broken).toEqual([])
  })
})
