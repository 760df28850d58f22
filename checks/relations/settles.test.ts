import { describe, expect, test } from 'vitest'
import type { Holds, Settles } from '../../contracts/relations/states.ts'
import type { Json } from '../../core/json.ts'
import { holdsIn, inOrder, staysIn } from './settles.ts'

const held = { facet: 'order', of: 'create', at: ['no'], wide: [], message: 'In {state} it has another' }
const relation = (...holds: readonly Holds[]): Settles => ({
  kind: 'settles',
  what: 'submission',
  made: [],
  read: { operation: 'status', key: { in: 'request', steps: ['id'] }, at: ['state'] },
  states: [['open'], ['busy'], ['done', 'failed']],
  forward: 'forward',
  final: { facet: 'final', members: ['state', 'no'] },
  holds,
  followed: [],
})

test.each<[string, Json, Json, readonly string[]]>([
  ['open, then done', { state: 'open' }, { state: 'done' }, ['passed forward']],
  ['busy, then open', { state: 'busy' }, { state: 'open' }, ['failed forward']],
  ['done twice', { state: 'done', no: 1 }, { state: 'done', no: 1, more: 2 }, ['passed forward', 'passed final']],
  ['done, then failed', { state: 'done' }, { state: 'failed' }, ['passed forward', 'failed final']],
  ['done, then another order', { state: 'done', no: 1 }, { state: 'done', no: 2 }, ['passed forward', 'failed final']],
  ['done, then busy', { state: 'done' }, { state: 'busy' }, ['failed forward', 'failed final']],
  ['a word that is no state', { state: 'done' }, { state: 'lost' }, []],
])('%s', (_, before, now, expected) => {
  expect(inOrder(relation(), before, now).map(({ kind, facet }) => `${kind} ${facet}`)).toEqual(expected)
})

describe('what it is known by', () => {
  const stable = { facet: 'stable', members: [['made'], ['parts', '[]', 'id']] }
  const kinds = (before: Json, now: Json) =>
    staysIn({ ...relation(), stable }, before, now).map(({ kind, ...results }) => [
      kind,
      ...(kind === 'failed' && 'finding' in results ? [results.finding.at] : []),
    ])

  test('is told again, in whatever order its parts come', () => {
    const parts = [{ id: 1 }, { id: 2 }]
    expect(kinds({ made: 'today', parts }, { made: 'today', parts: parts.toReversed() })).toEqual([
      ['passed'],
      ['passed'],
    ])
  })

  test('is not told otherwise', () => {
    expect(kinds({ made: 'today' }, { made: 'tomorrow' })).toEqual([['failed', '/made']])
    expect(kinds({ parts: [{ id: 1 }, { id: 2 }] }, { parts: [{ id: 1 }, { id: 3 }] })).toEqual([
      ['failed', '/parts/[]/id'],
    ])
  })

  test('shows nothing where one of both does not tell it, or has other parts', () => {
    expect(kinds({ made: 'today' }, {})).toEqual([])
    expect(kinds({ parts: [{ id: 1 }] }, { parts: [{ id: 2 }, { id: 3 }] })).toEqual([])
  })
})

describe('what is told in a state', () => {
  const kinds = (one: Partial<Holds>, reply: Json, { of = 'create', sent = 'r' as Json } = {}) =>
    holdsIn(relation({ ...held, in: ['done'], is: ['filled'], ...one }), { reply, of, sent: () => sent }).map(
      ({ kind }) => kind,
    )

  test('is what must be there, and not what must not', () => {
    expect(kinds({}, { state: 'done', no: 7 })).toEqual(['passed'])
    expect(kinds({}, { state: 'done', no: '' })).toEqual(['failed'])
    expect(kinds({ is: ['null'] }, { state: 'done', no: null })).toEqual(['passed'])
    expect(kinds({ is: ['null'] }, { state: 'done', no: 7 })).toEqual(['failed'])
    expect(kinds({ is: ['list'] }, { state: 'done', no: [] })).toEqual(['failed'])
    expect(kinds({ is: ['list'] }, { state: 'done', no: [1] })).toEqual(['passed'])
  })

  test('may be left out by a wide reading', () => {
    const wide = [{ is: 'absent', ambiguity: 22 }] as const
    expect(kinds({ wide }, { state: 'done' })).toEqual(['warned'])
    expect(kinds({ wide }, { state: 'done', no: null })).toEqual(['failed'])
  })

  test('is what was sent, where something was', () => {
    const sent = { in: 'request', steps: ['reference'] } as const
    expect(kinds({ sent }, { state: 'done', no: 'r' })).toEqual(['passed'])
    expect(kinds({ sent }, { state: 'done', no: 'q' })).toEqual(['failed'])
    expect(kinds({ sent }, { state: 'done', no: 'q' }, { sent: null })).toEqual([])
  })

  test('says nothing in other states, or of what another operation made', () => {
    expect(kinds({}, { state: 'open' })).toEqual([])
    expect(kinds({}, { state: 'done' }, { of: 'pay' })).toEqual([])
  })
})
