import type { Echo } from '../../contracts/relations/relation.ts'
import type { RelationResult } from './relation-result.ts'

/** Of the elements that may be the one that was sent, by what was found of each. */
export const likeliest = (judged: readonly (readonly RelationResult[])[]): readonly RelationResult[] | undefined =>
  judged.toSorted((one, other) => wrongIn(one) - wrongIn(other) || likenessOf(other) - likenessOf(one))[0]

/** Whether the likeliest element has nothing of what was sent: then it is what another request wrote. */
export const isAnother = ({ element }: Echo, results: readonly RelationResult[]): boolean =>
  element !== undefined &&
  element.named === undefined &&
  results.length > 1 &&
  results.every(({ kind }) => kind === 'failed') &&
  likenessOf(results) < fewestAlike

/** Texts that have fewer first characters in common are others. */
const fewestAlike = 16

/** An element of which more comes back as it was sent is the likelier one. */
const wrongIn = (results: readonly RelationResult[]): number =>
  results.reduce((sum, { kind }) => sum + weights[kind], 0)

const weights: Readonly<Record<RelationResult['kind'], number>> = { failed: 1, warned: 0.5, untested: 0.25, passed: 0 }

/** Of elements that are as wrong, the one whose values begin as those that were sent is meant: one of them was cut. */
const likenessOf = (results: readonly RelationResult[]): number =>
  results.reduce(
    (sum, one) => sum + (one.kind === 'failed' ? sharedStart(one.finding.expected, one.finding.received) : 0),
    0,
  )

const sharedStart = (one: string, other: string): number => {
  const end = [...one].findIndex((character, place) => character !== other[place])
  return end < 0 ? one.length : end
}
