import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../core/json.ts'
import { schemaOf } from '../../test/schema-of.ts'
import { type Draw, drawWith } from '../draw.ts'
import { vocabulary } from '../vocabulary.ts'
import { valid } from './valid.ts'

const words = vocabulary(1)
const lengths = (schema: Json, options: Partial<Draw>) => {
  const drawn = fc.sample(valid(schemaOf(schema).node, drawWith(words, options)), { seed: 1, numRuns: 100 })
  return [...new Set(drawn.map((list) => (list as readonly Json[]).length))].sort((one, other) => one - other)
}

const list = (more: object): Json => ({ type: 'array', items: { type: 'boolean' }, ...more })

describe('the number of elements', () => {
  test.each<[string, Json, Partial<Draw>, readonly number[]]>([
    ['none where only what is required is wanted', list({}), { optional: 'none' }, [0]],
    ['as many as required', list({ minItems: 3 }), { optional: 'none' }, [3]],
    ['one where every member is wanted', list({}), { optional: 'all' }, [1]],
    ['up to four where anything may come', list({}), { optional: 'some' }, [1, 2, 3, 4]],
    ['no more than allowed', list({ maxItems: 2 }), { optional: 'some' }, [1, 2]],
    ['more than four only where they are required', list({ minItems: 6 }), { optional: 'some' }, [6]],
    ['so many as are asked for', list({}), { elements: 7 }, [7]],
    ['so many as are asked for, within bounds', list({ maxItems: 2 }), { elements: 7 }, [2]],
    ['one where a place in it is wanted', list({}), { present: new Set(['[]']) }, [1]],
    ['one where a value in it is set', list({}), { set: new Map([['[]', true]]) }, [1]],
  ])('is %s', (_, schema, options, expected) => {
    expect(lengths(schema, options)).toEqual(expected)
  })
})

test('numbers that must be unique count from 1', () => {
  const schema = {
    type: 'array',
    'x-assay-unique-by': 'line',
    items: { type: 'object', required: ['line'], properties: { line: { type: 'integer' } } },
  }
  expect(fc.sample(valid(schemaOf(schema).node, drawWith(words, { elements: 3 })), { seed: 1, numRuns: 1 })).toEqual([
    [{ line: 1 }, { line: 2 }, { line: 3 }],
  ])
})
