import { describe, expect, test } from 'vitest'
import type { Json } from '../core/json.ts'
import type { Verdict } from '../core/verdict.ts'
import { contextOf, shop } from '../test/shop.ts'
import { responseBody } from './response-body.ts'

const judged = (body: Json, soft = false) => responseBody.run(contextOf({ body: JSON.stringify(body) }, { soft }))
const verdicts = (body: Json, soft = false): Readonly<Record<string, Verdict>> =>
  Object.fromEntries(
    judged(body, soft).map(({ requirement, verdict }) => [
      requirement.replace('shop/createThing/response.200/', ''),
      verdict,
    ]),
  )

/** What every thing is able to break. */
const kept = {
  'body/type': 'pass',
  'id/required': 'pass',
  'id/type': 'pass',
  'id/maxLength': 'pass',
  'name/required': 'pass',
  'name/type': 'pass',
} as const
const good = { id: '1', name: 'Window' }

describe('a body', () => {
  test.each<[string, Json, Readonly<Record<string, Verdict>>]>([
    ['that keeps all', good, kept],
    [
      'speaks about what it holds, and not about what it leaves out',
      { ...good, tags: ['a'], address: { zip: '1' } },
      {
        ...kept,
        'tags/type': 'pass',
        'tags/maxItems': 'pass',
        'tags[]/type': 'pass',
        'tags[]/minLength': 'pass',
        'address/type': 'pass',
        'address/zip/required': 'pass',
        'address/zip/type': 'pass',
      },
    ],
    [
      'does not speak about elements it has not',
      { ...good, tags: [] },
      { ...kept, 'tags/type': 'pass', 'tags/maxItems': 'pass' },
    ],
    ['does not speak about the length of null', { ...good, tags: null }, { ...kept, 'tags/type': 'pass' }],
    [
      'without a required member',
      { name: 'Window' },
      { 'body/type': 'pass', 'id/required': 'fail', 'name/required': 'pass', 'name/type': 'pass' },
    ],
    ['with two faults tells both', { id: '123456', name: 1 }, { ...kept, 'id/maxLength': 'fail', 'name/type': 'fail' }],
    [
      'with one bad element of several',
      { ...good, tags: ['a', '', 'b'] },
      {
        ...kept,
        'tags/type': 'pass',
        'tags/maxItems': 'fail',
        'tags[]/type': 'pass',
        'tags[]/minLength': 'fail',
      },
    ],
    [
      'with a bad value in a map',
      { ...good, labels: { a: 'x', b: 1 } },
      { ...kept, 'labels/type': 'pass', 'labels/*/type': 'fail' },
    ],
    ['in none of the documented forms', { ...good, size: 0 }, { ...kept, 'size/oneOf': 'fail' }],
    [
      'with a member that is not allowed',
      { ...good, sealed: { a: 1, b: 2 } },
      { ...kept, 'sealed/type': 'pass', 'sealed/additionalProperties': 'fail', 'sealed/a/type': 'pass' },
    ],
    [
      'without a member that another calls for',
      { ...good, pair: { a: 1 } },
      { ...kept, 'pair/type': 'pass', 'pair/dependentRequired': 'fail' },
    ],
    ['of another type altogether', [], { 'body/type': 'fail' }],
    ['with members nobody documented', { ...good, other: 1, toString: 2 }, kept],
  ])('%s', (_, body, expected) => {
    expect(verdicts(body)).toEqual(expected)
  })

  test('that only the wide reading allows is warned of, by the number of the contradiction', () => {
    const bent = judged({ id: 1 }).filter(({ verdict }) => verdict !== 'pass')
    expect(bent).toEqual([
      {
        requirement: 'shop/createThing/response.200/name/required',
        verdict: 'warn',
        finding: {
          message: "/name must have required property 'name'",
          at: '/name',
          expected: "must have required property 'name'",
          received: 'nothing',
          exchange: 'case#1',
          ambiguities: [22],
        },
      },
      {
        requirement: 'shop/createThing/response.200/id/type',
        verdict: 'warn',
        finding: {
          message: '/id must be string',
          at: '/id',
          expected: 'must be string',
          received: '1',
          exchange: 'case#1',
          ambiguities: [16],
        },
      },
    ])
  })

  test('that no reading allows fails without an ambiguity, though the strict reading has one', () => {
    expect(judged({ ...good, id: true }).filter(({ verdict }) => verdict !== 'pass')).toEqual([
      {
        requirement: 'shop/createThing/response.200/id/type',
        verdict: 'fail',
        finding: {
          message: '/id must be string,integer',
          at: '/id',
          expected: 'must be string,integer',
          received: 'true',
          exchange: 'case#1',
        },
      },
    ])
  })

  test('of which the documents say little is only warned of', () => {
    expect(verdicts({ name: 'Window' }, true)['id/required']).toBe('warn')
  })

  test('that is not JSON, or has no schema, is for others to judge', () => {
    const bodies = [
      { body: '<html>' },
      { status: 404 },
      { status: 204 },
      { status: 500 },
      { kind: 'withheld', detail: '' } as const,
    ]
    expect(bodies.flatMap((outcome) => responseBody.run(contextOf(outcome)))).toEqual([])
  })
})

test('whatever is wrong is said of a requirement that is in the register, or nobody would hear of it', () => {
  const bodies: readonly Json[] = [
    good,
    {},
    [],
    null,
    'text',
    { id: [], name: null, tags: 'a', address: [], labels: 1, size: [], sealed: { b: 1 }, pair: { a: 1 } },
    { id: '123456', tags: ['', 1, 'c'], address: {}, labels: { a: 1 }, size: 'some', sealed: null, pair: [] },
  ]
  const register = new Set(shop.requirements.map(({ id }) => id))
  const unknown = bodies.flatMap((body) => judged(body)).filter(({ requirement }) => !register.has(requirement))
  expect(unknown).toEqual([])
})
