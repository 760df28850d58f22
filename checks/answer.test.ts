import { describe, expect, test } from 'vitest'
import type { Refusal } from '../contracts/answers.ts'
import type { Outcome, WireReply } from '../core/exchange.ts'
import { createThing, exchangeOf } from '../test/shop.ts'
import { type Answer, answerTo, excuse, isAccepted, successFacet, successOf } from './answer.ts'

const silent: Outcome = { kind: 'silent', cause: 'timeout', detail: 'no answer in 10 s' }
const broken: Outcome = { kind: 'broken', fault: 'reset', detail: 'reset' }

describe('what an answer to a broken request means', () => {
  const refusal: Refusal = {
    status: [400, 422],
    wide: [
      { ambiguity: 20, status: [404] },
      { ambiguity: 40, status: [415, 404] },
    ],
    failureReply: { ambiguity: 21, at: '/status', equals: 'Failed' },
  }

  test.each<[string, Outcome | Partial<WireReply>, Answer]>([
    ['a documented refusal', { status: 400 }, { kind: 'refused', status: 400 }],
    ['another documented refusal', { status: 422 }, { kind: 'refused', status: 422 }],
    ['a refusal that a wide reading allows', { status: 415 }, { kind: 'refused', status: 415, wide: 40 }],
    ['the first reading that allows it', { status: 404 }, { kind: 'refused', status: 404, wide: 20 }],
    ['a refusal nobody documented', { status: 409 }, { kind: 'odd', status: 409 }],
    ['a crash', { status: 500 }, { kind: 'odd', status: 500 }],
    ['a redirect', { status: 302 }, { kind: 'odd', status: 302 }],
    ['a success', { status: 201 }, { kind: 'accepted', status: 201 }],
    ['a success that says it failed', { body: '{"status":"Failed"}' }, { kind: 'refused', status: 200, wide: 21 }],
    ['a success that says it did not', { body: '{"status":"Accepted"}' }, { kind: 'accepted', status: 200 }],
    ['a success that says nothing', { body: 'Failed' }, { kind: 'accepted', status: 200 }],
    ['no answer', silent, { kind: 'unknown', reason: 'no answer in 10 s' }],
    ['half an answer', broken, { kind: 'unknown', reason: 'reset' }],
  ])('%s', (_, outcome, expected) => {
    expect(answerTo(exchangeOf(outcome), refusal)).toEqual(expected)
  })
})

test.each<[Outcome | Partial<WireReply>, string | undefined]>([
  [{ status: 200 }, undefined],
  [{ status: 400 }, undefined],
  [{ status: 500 }, undefined],
  [{ status: 401 }, 'the target refuses the credentials: it answers 401'],
  [{ status: 403 }, 'the target refuses the credentials: it answers 403'],
  [silent, 'no answer in 10 s'],
])('a valid request that was answered %j is excused with %j', (outcome, reason) => {
  expect(excuse(exchangeOf(outcome))).toBe(reason)
})

test.each<[Outcome | Partial<WireReply>, boolean]>([
  [{ status: 200 }, true],
  [{ status: 299 }, true],
  [{ status: 199 }, false],
  [{ status: 302 }, false],
  [{ status: 400 }, false],
  [silent, false],
])('%j is a success: %s', (outcome, expected) => {
  expect(isAccepted(exchangeOf(outcome))).toBe(expected)
})

describe('the documented status of a success', () => {
  const only = (...statuses: readonly string[]) => ({
    ...createThing,
    replies: statuses.map((status) => ({
      ...(createThing.replies[1] as (typeof createThing.replies)[number]),
      status,
    })),
  })

  test.each([
    ['is the one that is documented', createThing, 200, { facet: 'response.200/status' }],
    ['is another that is documented', createThing, 204, { facet: 'response.204/status' }],
    ['is one that a wide reading allows in its place', createThing, 202, { facet: 'response.200/status', wide: 47 }],
    ['is none that nobody documented', createThing, 201, undefined],
    ['is any of a documented class', only('2XX'), 201, { facet: 'response.2XX/status' }],
    ['is any where the default says so', only('400', 'default'), 201, { facet: 'response.default/status' }],
    ['is no failure of a default', only('default'), 500, undefined],
  ])('%s', (_, operation, status, expected) => {
    expect(successOf(operation, status)).toEqual(expected)
  })

  test.each([
    ['that of the first success', createThing, 'response.200/status'],
    ['that of a class', only('400', '2XX'), 'response.2XX/status'],
    ['what is answered by default, where no success is documented', only('default'), 'response.default/status'],
    ['nothing where neither is documented', only('400'), undefined],
  ])('is promised at %s', (_, operation, facet) => {
    expect(successFacet(operation)).toBe(facet)
  })
})
