import { expect, test } from 'vitest'
import type { Transitions } from '../../contracts/relations/states.ts'
import { type Move, transition } from './transitions.ts'

const key = { in: 'path', steps: ['no'] } as const
const orders: Transitions = {
  kind: 'transitions',
  what: 'order',
  shown: [],
  at: ['status'],
  changedBy: [],
  set: { operation: 'update', key, to: 'status', refusal: 400 },
  cells: [
    { facet: 'fails', from: ['created'], to: ['failed'], outcome: 'taken', wide: [] },
    { facet: 'final', from: ['failed'], to: ['created', 'open'], outcome: 'refused', wide: [59] },
    { facet: 'stays', from: ['new'], to: ['created'], outcome: 'refused', wide: [] },
  ],
}

const taken = (state: string): Move['outcome'] => ({ kind: 'taken', state })
const refused: Move['outcome'] = { kind: 'refused' }

test.each<[string, string, Move['outcome'], readonly string[]]>([
  ['created', 'failed', taken('failed'), ['passed fails']],
  ['created', 'failed', taken('created'), ['untested fails']],
  ['created', 'failed', refused, ['failed fails']],
  ['failed', 'open', refused, ['passed final']],
  ['failed', 'open', taken('open'), ['warned final']],
  ['new', 'created', taken('created'), ['failed stays']],
  ['new', 'created', refused, ['passed stays']],
  ['new', 'open', taken('open'), []],
])('from %s to %s: %j', (from, to, outcome, expected) => {
  expect(transition(orders, { from, to, outcome }).map(({ kind, facet }) => `${kind} ${facet}`)).toEqual(expected)
})
