import type { Once } from '../../contracts/relations/relation.ts'
import { asText, at, brief, type Json, pointer } from '../../core/json.ts'
import type { RelationResult } from './relation-result.ts'

/** What became of a request that names something: `odd` is refused in a way that no reading allows. */
export type Outcome =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly ambiguity?: number }
  | { readonly kind: 'odd'; readonly status: number }

/** A request that was sent after the same one was taken. */
export const onceMore = ({ again, what }: Once, outcome: Outcome): readonly RelationResult[] => {
  if (!again) return []
  const { facet, effect } = again
  if (effect === outcome.kind && !('ambiguity' in outcome)) return [{ kind: 'passed', facet }]
  const finding = {
    message: messageOf(what, outcome, effect),
    at: 'status',
    expected: effect === 'taken' ? 'it is taken as before' : 'it is refused',
    received: outcome.kind === 'odd' ? String(outcome.status) : outcome.kind,
  }
  return outcome.kind === 'refused' && outcome.ambiguity !== undefined
    ? [{ kind: 'warned', facet, finding, ambiguities: [outcome.ambiguity] }]
    : [{ kind: 'failed', facet, finding }]
}

const messageOf = (what: string, outcome: Outcome, effect: 'taken' | 'refused'): string => {
  if (outcome.kind === 'taken') return `A ${what} can be used twice`
  if (effect === 'taken') return `A ${what} that was taken is refused`
  return `A ${what} that was used is refused otherwise`
}

/** Two requests with one key that were under way at the same time. */
export const together = ({ together: facet, what }: Once, one: Outcome, other: Outcome): readonly RelationResult[] => {
  if (facet === undefined || (one.kind !== 'taken' && other.kind !== 'taken')) return []
  if (one.kind !== other.kind) return [one, other].some(({ kind }) => kind === 'odd') ? [] : [{ kind: 'passed', facet }]
  const finding = {
    message: `A ${what} is used twice at the same time`,
    at: 'status',
    expected: 'one is taken, and the others are refused',
    received: 'both are taken',
  }
  return [{ kind: 'failed', facet, finding }]
}

/** What a refusal says of the reason. */
export const saysSo = ({ says }: Once, reply: Json | undefined): readonly RelationResult[] => {
  if (!says) return []
  const { facet, text } = says
  const shown = at(reply, says.at)
  const all = Array.isArray(shown) ? shown : [shown]
  if (all.some((one) => plain(asText(one)) === plain(text))) return [{ kind: 'passed', facet }]
  const finding = {
    message: 'The refusal does not say that it was used before',
    at: pointer(says.at),
    expected: text,
    received: brief(shown),
  }
  return [{ kind: 'failed', facet, finding }]
}

/** Equal but for case, blanks and punctuation. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[."'\u2018\u2019]/g, '')
    .trim()
