import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newAjv } from '../../contracts/schema/judge.ts'
import type { JsonObject } from '../../core/json.ts'
import { integer, number } from './number.ts'

/** Bounds with room between them, each inclusive or not, and a step or none. */
const bounded = (span: number, steps: readonly (number | undefined)[]): fc.Arbitrary<JsonObject> =>
  fc
    .record({
      least: fc.integer({ min: -1_000_000, max: 1_000_000 }),
      room: fc.integer({ min: span, max: 1_000 }),
      lower: fc.constantFrom('minimum', 'exclusiveMinimum', undefined),
      upper: fc.constantFrom('maximum', 'exclusiveMaximum', undefined),
      multipleOf: fc.constantFrom(...steps),
    })
    .map(({ least, room, lower, upper, multipleOf }) => ({
      ...(lower === undefined ? {} : { [lower]: least }),
      ...(upper === undefined ? {} : { [upper]: least + room }),
      ...(multipleOf === undefined ? {} : { multipleOf }),
    }))

const law = (schemas: fc.Arbitrary<JsonObject>, type: 'integer' | 'number', draw: typeof number) =>
  fc.assert(
    fc.property(
      schemas.chain((schema) => {
        const all = { ...schema, type }
        return fc.tuple(fc.constant(all), draw(all, 'plain'), draw(all, 'any'))
      }),
      ([schema, plain, any]) => {
        const validate = newAjv().compile(schema)
        expect([schema, plain, validate(plain), any, validate(any)]).toEqual([schema, plain, true, any, true])
      },
    ),
  )

describe('whatever the bounds and the step', () => {
  test('whole numbers keep them', () => {
    law(bounded(20, [undefined, 1, 3, 7, 10, 2.5, 0.5]), 'integer', integer)
  })

  test('numbers keep them', () => {
    law(bounded(20, [undefined, 0.01, 0.25, 1, 7]), 'number', number)
  })
})

test.each<[string, JsonObject, readonly [number, number]]>([
  ['without bounds', {}, [1, 21]],
  ['with a minimum', { minimum: 5 }, [5, 25]],
  ['with bounds on both sides of 0', { minimum: -9, maximum: 7 }, [1, 7]],
  ['below 0', { maximum: -4 }, [-4, -4]],
  ['of cents', { minimum: 0, multipleOf: 0.01 }, [1, 21]],
])('plain numbers %s are the first whole ones from 1 on', (_, schema, [least, most]) => {
  const drawn = fc.sample(number(schema, 'plain'), { seed: 1, numRuns: 300 })
  expect([Math.min(...drawn), Math.max(...drawn), drawn.every(Number.isInteger)]).toEqual([least, most, true])
})

test.each([
  ['numbers', number, 1_000_000],
  ['whole numbers', integer, 9_999],
] as const)('%s without bounds stay within what any server takes', (_, draw, most) => {
  const drawn = fc.sample(draw({}, 'any'), { seed: 1, numRuns: 1_000 })
  expect(drawn.filter((value) => Math.abs(value) > most)).toEqual([])
})

test('bounds that leave no number are not waited for: that none is valid is seen by whoever judges it', () => {
  expect(fc.sample(integer({ minimum: 2, maximum: 1 }, 'any'), { seed: 1, numRuns: 1 })).toEqual([0])
})
