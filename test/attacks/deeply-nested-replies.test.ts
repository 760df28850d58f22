import { expect, test } from 'vitest'
import { checks } from '../../checks/checks.ts'
import { deepest, isTooDeep } from '../../core/json.ts'
import { bodyOf, madeBy } from '../../core/made.ts'
import { shapeOf } from '../../reports/shape.ts'
import { contextOf, exchangeOf } from '../shop.ts'

const lists = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
const objects = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
const evidenceOf = (body: string) =>
  checks.flatMap(({ run }) => run(contextOf({ body }, { secrets: ['secret-token'] })))

test.each([1_600, 100_000, 1_000_000])(
  'a reply nested %i deep is a finding about the target, and no fault',
  (depth) => {
    for (const body of [lists(depth), objects(depth), `{"id":${objects(depth)}}`]) {
      const broken = evidenceOf(body).filter(({ verdict }) => verdict === 'fail')
      expect(broken.map(({ requirement, finding }) => [requirement, finding?.message])).toEqual([
        ['shop/createThing/response.200/parses', `The body is JSON nested deeper than ${deepest} levels`],
      ])
      expect(madeBy(exchangeOf({ body }))).toEqual([])
      expect(bodyOf(exchangeOf({ body }))).toBeUndefined()
      expect(shapeOf(body)).toBeUndefined()
    }
  },
)

test('what is nested as deep as is read is judged like any other', () => {
  const found = evidenceOf(`{"id":"1","name":"n","further":${lists(deepest - 1)}}`)
  expect(found.filter(({ verdict }) => verdict === 'fail')).toEqual([])
  expect(found.map(({ requirement }) => requirement)).toContain('shop/createThing/response.200/id/type')
})

test.each([
  [lists(deepest), false],
  [lists(deepest + 1), true],
  [`"${'['.repeat(2_000)}"`, false],
  [`["\\"${'['.repeat(2_000)}"]`, false],
  ['[],'.repeat(2_000), false],
  ['['.repeat(2_000), true],
])('brackets count where they are no text', (text, expected) => {
  expect(isTooDeep(text)).toBe(expected)
})
