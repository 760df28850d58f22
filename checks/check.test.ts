import { describe, expect, test } from 'vitest'
import { contextOf, createThing, exchangeOf } from '../test/shop.ts'
import { documented, finding, parsed, specFor } from './check.ts'

describe('what the contract says about a status', () => {
  const withDefault = {
    ...createThing,
    replies: [...createThing.replies, { ...createThing.replies[0], status: 'default' }],
  }

  test.each([
    [200, '200'],
    [202, '200'],
    [400, '400'],
    [404, '4XX'],
    [500, undefined],
  ])('%i is found at %s: exactly, by a wide reading, or by its class', (status, name) => {
    expect(specFor(createThing, status)?.status).toBe(name)
  })

  test('what is not found is what the default says', () => {
    expect(specFor(withDefault as typeof createThing, 500)?.status).toBe('default')
  })

  test('is known only where there is a reply', () => {
    expect(documented(contextOf({ status: 204 }))?.spec.status).toBe('204')
    expect(documented(contextOf({ status: 500 }))).toBeUndefined()
    expect(documented(contextOf({ kind: 'withheld', detail: 'd' }))).toBeUndefined()
  })
})

test.each([
  ['{"a":1}', { value: { a: 1 } }],
  ['\uFEFF[1]', { value: [1] }],
  ['null', { value: null }],
  ['', undefined],
  ['{"a":1,}', undefined],
  ['<html>', undefined],
])('the body %j is parsed as %j', (body, expected) => {
  expect(parsed({ status: 200, headers: {}, body, ms: 1 })).toEqual(expected)
})

test('a finding names its exchange, and the exchange as a whole where it names no place', () => {
  const exchange = exchangeOf({})
  expect(finding({ exchange }, { message: 'm', expected: 'e', received: 'r' })).toEqual({
    message: 'm',
    at: '',
    expected: 'e',
    received: 'r',
    exchange: 'case#1',
  })
})
