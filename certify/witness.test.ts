import { expect, test } from 'vitest'
import type { Exchange } from '../core/exchange.ts'
import type { Verified } from './verify.ts'
import { type Witnessed, witnessed } from './witness.ts'

type Said = {
  readonly id: string
  readonly operation?: string
  readonly path?: string
  readonly body: unknown
  readonly status?: number
}

const exchangeOf = ({ id, operation = 'read', path = '/', body, status = 200 }: Said): Exchange => ({
  id,
  operation,
  request: { method: 'GET', path, headers: {} },
  outcome: {
    kind: 'reply',
    reply: { status, headers: { date: `day of ${id}` }, body: JSON.stringify(body), ms: 1 },
  },
})

const facts = {
  contract: { digest: 'c' },
  tool: { digest: 'h' },
  target: { url: 'http://a', kind: 'url' },
  seed: { commitment: 's' },
}

/** As much of a bundle that holds as is compared. */
const party = (run: string, said: readonly Said[]): Verified => {
  const known = new Map(said.map((one) => [one.id, exchangeOf(one)]))
  return {
    kind: 'verified',
    conformance: { ...facts, run: { id: run }, settings: { tag: run } },
    evidence: { sent: [...known.keys()], exchange: (id: string) => known.get(id) },
  } as unknown as Verified
}

const compare = (one: readonly Said[], other: readonly Said[]): Witnessed =>
  witnessed(party('tag-one', one), party('tag-two', other))

test('names that the target made, moments and marks differ by their nature', () => {
  const body = (id: string, tag: string, at: string) => ({ id, reference: `assay-${tag}`, at, state: 'Open' })
  expect(
    compare(
      [{ id: 'a#1', body: body('order-1001', 'tag-one', '2026-01-01T10:00:00Z') }],
      [{ id: 'a#1', body: body('order-2077', 'tag-two', '2026-01-02T11:00:00Z') }],
    ),
  ).toMatchObject({ kind: 'alike', compared: 1, volatile: 3, moving: 0, differences: [] })
})

test('a name that a run made is one even where it has no digit', () => {
  const [one, other] = [
    { id: 'a#1', body: { reference: 'assay-tag-one-camkdzyd' } },
    { reference: 'assay-tag-two-9qasrt' },
  ]
  expect(compare([one], [{ ...one, body: other }])).toMatchObject({ kind: 'alike', volatile: 1, differences: [] })
})

test.each([
  ['a word', { state: 'Open' }, { state: 'Closed' }],
  ['a number', { total: 10.5 }, { total: 11.5 }],
  ['a member that is missing', { state: 'Open', note: 'x' }, { state: 'Open' }],
  ['null', { state: null }, { state: 'Open' }],
])('%s that differs is real', (_, one, other) => {
  expect(compare([{ id: 'a#1', body: one }], [{ id: 'a#1', body: other }])).toMatchObject({
    kind: 'different',
    differences: [{ exchange: 'a#1' }],
  })
})

test('one name that stands for two is no renaming', () => {
  const seen = compare(
    [
      { id: 'a#1', body: { id: 'order-1' } },
      { id: 'b#1', body: { id: 'order-1' } },
    ],
    [
      { id: 'a#1', body: { id: 'order-8' } },
      { id: 'b#1', body: { id: 'order-9' } },
    ],
  )
  expect(seen).toMatchObject({ kind: 'different', volatile: 0 })
})

test('work that goes on is read at other moments, and its end is compared', () => {
  const states = (...all: readonly string[]): readonly Said[] =>
    all.map((state, index) => ({ id: `a#${index + 1}`, path: '/status', body: { state } }))
  expect(compare(states('Accepted', 'Done'), states('Accepted', 'Processing', 'Done'))).toMatchObject({
    kind: 'alike',
    compared: 1,
    single: 0,
  })
  expect(compare(states('Accepted', 'Done'), states('Accepted', 'Failed'))).toMatchObject({ kind: 'different' })
})

test('what is asked with other credentials is no work that goes on', () => {
  const verified = party('tag-one', [
    { id: 'a#1', body: { state: 'Open' } },
    { id: 'a#2', body: { state: 'Refused' } },
    { id: 'a#3', body: { state: 'Open' } },
  ])
  const exchange = (id: string) => {
    const one = verified.evidence.exchange(id)
    return one && { ...one, request: { ...one.request, headers: { Authorization: `Bearer ${id}` } } }
  }
  const asked = (run: string): Verified => ({
    ...verified,
    conformance: { ...verified.conformance, run: { ...verified.conformance.run, id: run } },
    evidence: { ...verified.evidence, exchange },
  })
  expect(witnessed(asked('one'), asked('two'))).toMatchObject({ kind: 'alike', compared: 3 })
})

test('a status, and an exchange that only one has, are told', () => {
  expect(compare([{ id: 'a#1', body: {} }], [{ id: 'a#1', body: {}, status: 201 }])).toMatchObject({
    differences: [{ at: 'status', one: '200', other: '201' }],
  })
  expect(compare([{ id: 'a#1', body: {} }], [])).toMatchObject({ kind: 'different', single: 1 })
})

test('what is not of one seed is not compared', () => {
  const one = party('one', [])
  const two = party('two', [])
  const conformance = { ...two.conformance, seed: { value: 1, commitment: 'other' } }
  expect(witnessed(one, { ...two, conformance })).toMatchObject({
    kind: 'apart',
    why: expect.stringContaining('seeds'),
  })
})
