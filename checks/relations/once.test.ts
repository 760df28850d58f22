import { describe, expect, test } from 'vitest'
import type { Once } from '../../contracts/relations/relation.ts'
import { type Outcome, onceMore, saysSo, together } from './once.ts'

const again = { facet: 'again', effect: 'refused', wide: [], times: 1, between: [] } as const
const basket: Once = {
  kind: 'once',
  operation: 'submit',
  what: 'basket',
  refusedWith: [404],
  again,
  says: { facet: 'says', at: ['errors'], text: 'It was used before' },
  together: 'together',
}
const payment: Once = { ...basket, again: { ...again, effect: 'taken' } }

const [taken, refused, odd]: readonly Outcome[] = [{ kind: 'taken' }, { kind: 'refused' }, { kind: 'odd', status: 500 }]
const wide: Outcome = { kind: 'refused', ambiguity: 80 }

describe('what was taken', () => {
  test.each<[string, Once, Outcome | undefined, string]>([
    ['is refused when it is sent again', basket, refused, 'passed'],
    ['is taken when it is sent again', basket, taken, 'failed'],
    ['is refused in a way that some reading allows', basket, wide, 'warned'],
    ['brings the service down', basket, odd, 'failed'],
    ['is taken when it may be sent again', payment, taken, 'passed'],
    ['is refused though it may be sent again', payment, refused, 'failed'],
    ['fails though it may be sent again', payment, odd, 'failed'],
  ])('%s', (_, relation, outcome, expected) => {
    expect(outcome && onceMore(relation, outcome).map(({ kind }) => kind)).toEqual([expected])
  })
})

test('of two at the same time one is taken', () => {
  const kinds = (one: Outcome | undefined, other: Outcome | undefined) =>
    one && other && together(basket, one, other).map(({ kind }) => kind)
  expect(kinds(taken, taken)).toEqual(['failed'])
  expect(kinds(taken, refused)).toEqual(['passed'])
  expect(kinds(wide, taken)).toEqual(['passed'])
  expect(kinds(refused, refused)).toEqual([])
  expect(kinds(taken, odd)).toEqual([])
})

test('a refusal says why', () => {
  const kinds = (errors: unknown) => saysSo(basket, { errors } as never).map(({ kind }) => kind)
  expect(kinds(['it  was used "before".'])).toEqual(['passed'])
  expect(kinds(['Something else', 'It was used before'])).toEqual(['passed'])
  expect(kinds(['Something else'])).toEqual(['failed'])
  expect(kinds(null)).toEqual(['failed'])
})
