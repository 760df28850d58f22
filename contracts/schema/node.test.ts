import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../core/json.ts'
import { placeOf } from '../../core/place.ts'
import { schemaOf } from '../../test/schema-of.ts'
import { nodeAt, nodesOf } from './node.ts'
import { levelOf } from './provenance.ts'

const placesIn = (schema: Json, $defs: JsonObject = {}) =>
  nodesOf(schemaOf(schema, $defs).node).map(({ path }) => placeOf(path))

describe('the places of a body', () => {
  test.each<[string, Json, readonly string[]]>([
    ['of a text', { type: 'string' }, ['']],
    ['of an object', { properties: { a: {}, b: { properties: { c: {} } } } }, ['', 'a', 'b', 'b/c']],
    ['of a list', { items: { properties: { a: { items: {} } } } }, ['', '[]', '[]/a', '[]/a[]']],
    ['of a map', { additionalProperties: { properties: { a: {} } } }, ['', '*', '*/a']],
    ['behind references', { properties: { a: { $ref: '#/$defs/A' } } }, ['', 'a', 'a/b']],
    ['of all of several', { allOf: [{ properties: { a: {} } }, { properties: { b: {} } }] }, ['', 'a', 'b']],
  ])('%s', (_, schema, expected) => {
    expect(placesIn(schema, { A: { properties: { b: {} } } })).toEqual(expected)
  })

  test.each<[string, JsonObject, readonly string[]]>([
    [
      'a list of itself',
      { properties: { kids: { items: { $ref: '#/$defs/A' } } } },
      ['', 'kids', 'kids[]', 'kids[]/kids'],
    ],
    ['a member of its own kind', { properties: { next: { $ref: '#/$defs/A' } } }, ['', 'next', 'next/next']],
    [
      'a member of its own kind, or null',
      { properties: { next: { anyOf: [{ $ref: '#/$defs/A' }, { type: 'null' }] } } },
      ['', 'next', 'next/next'],
    ],
  ])('end where a schema is recursive: %s', (_, A, expected) => {
    expect(placesIn({ $ref: '#/$defs/A' }, { A })).toEqual(expected)
  })

  test('do not multiply where a schema refers to itself in many places', () => {
    const choice = { anyOf: [{ $ref: '#/$defs/A' }, { type: 'null' }] }
    const A = { properties: { a: choice, b: choice, c: choice, d: choice } }
    expect(placesIn({ $ref: '#/$defs/A' }, { A }).length).toBeLessThan(500)
  })

  test('that are not grown further say so', () => {
    const { node } = schemaOf({ $ref: '#/$defs/A' }, { A: { properties: { next: { $ref: '#/$defs/A' } } } })
    expect(nodesOf(node).map(({ path, isCut }) => [placeOf(path), isCut])).toEqual([
      ['', false],
      ['next', false],
      ['next/next', true],
    ])
  })
})

describe('each place knows what the documents say about it', () => {
  const { node } = schemaOf({
    'x-assay-source': { document: 'D', section: 'Order' },
    'x-assay-level': { type: 'must', '*': 'should' },
    required: ['a'],
    'x-assay-strict': [{ ambiguity: 3, required: ['b'] }],
    'x-assay-fair': { required: ['c'], 'x-assay-fair-ambiguity': 30 },
    properties: {
      a: { type: 'string', 'x-assay-ambiguities': [15] },
      b: { type: ['string', 'integer'], 'x-assay-strict': [{ ambiguity: 7, type: 'string' }] },
      c: {
        'x-assay-source': { document: 'D', section: 'Address' },
        'x-assay-level': 'may',
        properties: { d: {} },
      },
    },
  })
  const rows = nodesOf(node).map(({ path, required, requiredAmbiguity, source, levels, ambiguities, fragments }) => ({
    place: placeOf(path),
    required: Object.values(required).map(Number).join(''),
    requiredAmbiguity,
    source: [source.document, source.section, source.row].filter(Boolean).join(' | '),
    levels,
    ambiguities,
    fragments: fragments.map(({ ambiguity }) => ambiguity),
  }))

  test('where it stands, how binding it is, and which readings require it (wide, strict, fair)', () => {
    const levels = { type: 'must', '*': 'should' }
    expect(rows).toEqual([
      {
        place: '',
        required: '111',
        requiredAmbiguity: undefined,
        source: 'D | Order',
        levels,
        ambiguities: [],
        fragments: [3],
      },
      {
        place: 'a',
        required: '111',
        requiredAmbiguity: undefined,
        source: 'D | Order | a',
        levels,
        ambiguities: [15],
        fragments: [],
      },
      {
        place: 'b',
        required: '011',
        requiredAmbiguity: 3,
        source: 'D | Order | b',
        levels,
        ambiguities: [],
        fragments: [7],
      },
      {
        place: 'c',
        required: '001',
        requiredAmbiguity: 30,
        source: 'D | Address',
        levels: { '*': 'may' },
        ambiguities: [],
        fragments: [],
      },
      {
        place: 'c/d',
        required: '000',
        requiredAmbiguity: undefined,
        source: 'D | Address | d',
        levels: { '*': 'may' },
        ambiguities: [],
        fragments: [],
      },
    ])
  })

  test('a reference keeps the row in which it stands; what is below it has the source of what it leads to', () => {
    const address = {
      'x-assay-source': { document: 'D', section: 'Address' },
      'x-assay-level': 'should',
      properties: { zip: {} },
    }
    const order = {
      'x-assay-source': { document: 'D', section: 'Order' },
      properties: { billing: { $ref: '#/$defs/A' } },
    }
    const sources = nodesOf(schemaOf(order, { A: address }).node).map(({ source, levels }) => [source, levels])
    expect(sources).toEqual([
      [{ document: 'D', section: 'Order' }, {}],
      [{ document: 'D', section: 'Order', row: 'billing' }, {}],
      [{ document: 'D', section: 'Address', row: 'zip' }, { '*': 'should' }],
    ])
  })
})

test('the forms of a choice have what all have in common', () => {
  const { node } = schemaOf(
    {
      properties: { id: { type: 'string' } },
      oneOf: [{ properties: { a: {} } }, { $ref: '#/$defs/B' }],
    },
    { B: { properties: { b: {} } } },
  )
  expect(node.branches().map((branch) => nodesOf(branch).map(({ path }) => placeOf(path)))).toEqual([
    ['', 'id', 'a'],
    ['', 'id', 'b'],
  ])
  expect(schemaOf({ type: 'string' }).node.branches()).toEqual([])
})

describe('the node at a path of an actual body', () => {
  const { node } = schemaOf({
    properties: {
      items: { items: { properties: { mpn: {} } } },
      errors: { additionalProperties: { items: {} } },
      '0': {},
    },
  })

  test.each<[readonly (string | number)[], string | undefined]>([
    [[], ''],
    [['items', 3, 'mpn'], 'items[]/mpn'],
    [['items', '3', 'mpn'], 'items[]/mpn'],
    [['errors', 'customerOrder.id', 0], 'errors/*[]'],
    [['errors', '7'], 'errors/*'],
    [['0'], '0'],
    [['items', 'mpn'], undefined],
    [['toString'], undefined],
    [['nowhere', 'at', 'all'], undefined],
  ])('%j is %s', (path, place) => {
    const found = nodeAt(node, path)
    expect(found && placeOf(found.path)).toBe(place)
  })
})

test('the level of a keyword is its own, else that of all, else must', () => {
  const source = { document: 'D', section: 'S' }
  expect(levelOf({ type: 'may', '*': 'should' }, 'type', source)).toBe('may')
  expect(levelOf({ type: 'may', '*': 'should' }, 'maxLength', source)).toBe('should')
  expect(levelOf({}, 'maxLength', source)).toBe('must')
  expect(levelOf({}, 'maxLength', { ...source, kind: 'linked page' })).toBe('should')
})
