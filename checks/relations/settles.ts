import type { Form, Holds, Settles } from '../../contracts/relations/states.ts'
import { asText, at, brief, isList, isObject, type Json, pointer } from '../../core/json.ts'
import { valuesAt } from '../../core/values-at.ts'
import type { RelationResult } from './relation-result.ts'

/** A word that is no state is for the schema to report. */
export const rankOf = ({ states, read }: Settles, reply: Json | undefined): number | undefined => {
  const state = at(reply, read.at)
  const rank = states.findIndex((some) => some.includes(String(state)))
  return rank < 0 ? undefined : rank
}

/** Two readings, one after the other. */
export const inOrder = (
  relation: Settles,
  before: Json | undefined,
  now: Json | undefined,
): readonly RelationResult[] => {
  const [one, other] = [rankOf(relation, before), rankOf(relation, now)]
  if (one === undefined || other === undefined) return []
  const { forward, final, read, states, what } = relation
  const [was, is] = [at(before, read.at), at(now, read.at)]
  const order: RelationResult =
    other >= one
      ? { kind: 'passed', facet: forward }
      : {
          kind: 'failed',
          facet: forward,
          finding: {
            message: `The ${what} went back to an earlier state`,
            at: pointer(read.at),
            expected: `${was} or later`,
            received: asText(is),
          },
        }
  if (one < states.length - 1) return [order]
  const changed = final.members.find((name) => JSON.stringify(at(now, [name])) !== JSON.stringify(at(before, [name])))
  const end: RelationResult =
    changed === undefined
      ? { kind: 'passed', facet: final.facet }
      : {
          kind: 'failed',
          facet: final.facet,
          finding: {
            message: `${changed} changed after the ${what} had ended`,
            at: `/${changed}`,
            expected: JSON.stringify(at(before, [changed])) ?? 'absent',
            received: brief(at(now, [changed])),
          },
        }
  return [order, end]
}

/** Of two readings, whichever came first, the values that both of them show. */
export const staysIn = (
  { stable, what }: Settles,
  before: Json | undefined,
  now: Json | undefined,
): readonly RelationResult[] => {
  if (!stable) return []
  const { facet, members } = stable
  return members.flatMap((steps): readonly RelationResult[] => {
    const [one, other] = [before, now].map((reply) => valuesAt(reply, steps).map(asText).sort())
    // What is in a list may have come since, or have gone.
    if (!one || !other || one.length === 0 || one.length !== other.length) return []
    const changed = one.findIndex((value, place) => value !== other[place])
    if (changed < 0) return [{ kind: 'passed', facet }]
    const finding = {
      message: `${steps.join('.')} of the ${what} is another one than before`,
      at: pointer(steps),
      expected: one[changed] ?? '',
      received: other[changed] ?? '',
    }
    return [{ kind: 'failed', facet, finding }]
  })
}

export type Reading = {
  readonly reply: Json | undefined
  /** What made it, where that is known. */
  readonly of?: string
  readonly sent: (place: NonNullable<Holds['sent']>) => Json | undefined
}

/** What a reply holds in the state that it tells. */
export const holdsIn = ({ holds, read }: Settles, { reply, of, sent }: Reading): readonly RelationResult[] => {
  const state = String(at(reply, read.at))
  return holds.flatMap((one): readonly RelationResult[] => {
    if (!one.in.includes(state) || (one.of !== undefined && one.of !== of)) return []
    const wanted = one.sent && sent(one.sent)
    if (one.sent && (wanted === undefined || wanted === null)) return []
    const value = at(reply, one.at)
    const form = formOf(value)
    if (one.sent ? asText(value) === asText(wanted) : one.is.includes(form))
      return [{ kind: 'passed', facet: one.facet }]
    const finding = {
      message: one.message.replace('{state}', state),
      at: pointer(one.at),
      expected: one.sent ? JSON.stringify(wanted) : one.is.join(' or '),
      received: brief(value),
    }
    const wide = one.wide.find(({ is }) => is === form)
    return [
      wide
        ? { kind: 'warned', facet: one.facet, finding, ambiguities: [wide.ambiguity] }
        : { kind: 'failed', facet: one.facet, finding },
    ]
  })
}

/** `filled`: a list with something in it is one, too; an empty text or list says nothing. */
const formOf = (value: Json | undefined): Form => {
  if (value === undefined) return 'absent'
  if (value === null) return 'null'
  if (value === '' || (isList(value) && value.length === 0)) return 'empty'
  if (isList(value)) return 'list'
  return isObject(value) ? 'object' : 'filled'
}
