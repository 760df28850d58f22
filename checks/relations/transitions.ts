import type { Transitions } from '../../contracts/relations/states.ts'
import { asText, pointer } from '../../core/json.ts'
import type { RelationResult } from './relation-result.ts'

export type Move = {
  readonly from: string
  readonly to: string
  /** What came of it: taken, with the state that the reply tells, or refused as the document says. */
  readonly outcome: { readonly kind: 'taken'; readonly state: unknown } | { readonly kind: 'refused' }
}

/** Whether a thing may be set from one state to another; nothing is reported for what no cell is about. */
export const transition = (
  { cells, what, set, at }: Transitions,
  { from, to, outcome }: Move,
): readonly RelationResult[] => {
  const cell = cells.find((one) => one.from.includes(from) && one.to.includes(to))
  if (!cell) return []
  const { facet } = cell
  if (outcome.kind === cell.outcome) {
    // Who takes it and stays where it was has not set it.
    return outcome.kind === 'taken' && outcome.state !== to
      ? [{ kind: 'untested', facet, reason: `it is taken, but the reply says ${asText(outcome.state)}` }]
      : [{ kind: 'passed', facet }]
  }
  const finding = {
    message: `The ${what} ${outcome.kind === 'taken' ? 'can' : 'cannot'} be set from ${from} to ${to}`,
    at: outcome.kind === 'taken' ? pointer(at) : 'status',
    expected: cell.outcome === 'taken' ? `the ${what} at ${to}` : String(set.refusal),
    received: outcome.kind === 'taken' ? asText(outcome.state) : String(set.refusal),
  }
  return [
    cell.wide.length > 0
      ? { kind: 'warned', facet, finding, ambiguities: cell.wide }
      : { kind: 'failed', facet, finding },
  ]
}
