import { describe, expect, test } from 'vitest'
import type { Json } from '../core/json.ts'
import { bodies } from '../test/bodies.ts'
import { schemaOf } from '../test/schema-of.ts'
import { tentativeOf } from './tentative.ts'

const nothing = { 'x-assay-fair': { not: {} } }

const valuesAt = (schema: Json, place: string, fixtures: Readonly<Record<string, Json>> = {}) => {
  const { node, judge } = schemaOf({ type: 'object', properties: { [place.replace('[]', '')]: schema } })
  return tentativeOf(node, { judge, fixtures })
    .filter((one) => one.place === place)
    .map(({ value }) => value)
}

describe('values of a place that valid requests leave out or freeze', () => {
  test.each<[string, Json, readonly Json[]]>([
    [
      'are every value of an enum, where only one is sure',
      { enum: [1, 2, 3], 'x-assay-fair': { enum: [1] } },
      [1, 2, 3],
    ],
    ['are both booleans', { type: 'boolean', ...nothing }, [true, false]],
    ['are whole numbers and fractions', { type: 'number', ...nothing }, [12, 12.5, 0.01, 1.125, 0]],
    ['are ids, the plainest first', { type: 'integer', ...nothing }, [1, 0, 3_000_000_123]],
    [
      'are moments to come, with and without an offset',
      { type: 'string', format: 'date-time', ...nothing },
      [
        '2039-12-31T12:00:00Z',
        '2039-08-27T23:59:59+02:00',
        '2039-08-27T23:59:59.123Z',
        '2039-08-27T23:59:59.123456+02:00',
        '2040-02-29T12:00:00Z',
      ],
    ],
    [
      'are names like that of the sample, and of other letters',
      { type: 'string', 'x-assay-sample': 'AB-19' },
      ['AB-18', 'ASSAY1', 'assay', '314159'],
    ],
    [
      'are what the documents give as examples',
      { type: 'string', 'x-assay-sample': 'P1M', examples: ['P1M', 'P1Y'] },
      ['P1M', 'P1Y'],
    ],
    [
      'are no objects that have members of their own',
      { type: 'object', properties: { a: { type: 'string' } }, ...nothing },
      [],
    ],
    ['are null too, where it may be', { type: ['string', 'null'], pattern: '^a$', ...nothing }, [null]],
    ['are none, where every valid request holds any of them', { type: 'boolean' }, []],
    ['are no null of a number', { type: ['integer', 'null'] }, []],
    [
      'are none of what must exist at the target',
      { type: 'string', 'x-assay-fixture': 'id', 'x-assay-sample': 'a' },
      [],
    ],
  ])('%s', (_, schema, expected) => {
    expect(valuesAt(schema, 'a')).toEqual(expected)
  })

  test('are texts of many kinds', () => {
    const texts = valuesAt({ type: 'string', ...nothing }, 'a').map(String)
    expect(texts.some((text) => text.includes("'"))).toBe(true)
    expect(texts.some((text) => [...text].length < text.length)).toBe(true)
    expect(texts.some(({ length }) => length === 150)).toBe(true)
  })

  test('are maps of no, one and more entries, under names of many kinds', () => {
    const maps = valuesAt({ type: 'object', additionalProperties: { type: 'string' }, ...nothing }, 'a')
    expect(maps.map((map) => Object.keys(map as object).length)).toEqual([0, 1, 2, 2, 1])
    expect(Object.keys(maps[3] as object).some((name) => /[./ Ø]/.test(name))).toBe(true)
  })

  test('are none where the user gives the value', () => {
    const schema = { type: 'string', 'x-assay-fixture': 'country', ...nothing }
    expect(valuesAt(schema, 'a', { country: 'NO' })).toEqual([])
    expect(valuesAt(schema, 'a').length).toBeGreaterThan(0)
  })
})

test.each(bodies)('those of $contract, $operation, keep some reading of the documents', ({ body, judge }) => {
  const all = tentativeOf(body.node, { judge, fixtures: {} })
  const names = all.map(({ place, value }) => `${place} ${JSON.stringify(value)}`)
  expect(new Set(names).size).toBe(names.length)
})
