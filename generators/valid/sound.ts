import fc from 'fast-check'
import type { Judge, Violation } from '../../contracts/schema/judge.ts'
import { nodeAt, nodesOf, type SchemaNode } from '../../contracts/schema/node.ts'
import type { Schema } from '../../contracts/schema/schema.ts'
import { demanded } from '../../contracts/waived.ts'
import type { Json, Path } from '../../core/json.ts'
import { placeOf } from '../../core/place.ts'
import type { Draw } from '../draw.ts'
import { valid } from './valid.ts'

export type SoundContext = {
  readonly judge: Judge
  /** The root's schema, or its JSON Pointer in the contract. */
  readonly schema: string | Schema
}

/** A value that was drawn and judged: what is wrong is never sent as valid. */
export type Drawn = { readonly kind: 'value'; readonly value: Json } | { readonly kind: 'none'; readonly why: string }

/** So many values are tried where the first one is not valid. */
const trials = 24

/**
 * A valid value of a root, or why none could be made: the first one drawn, wherever that is valid; else one without the
 * optional members that went wrong; else any of several.
 */
export const soundSample = (root: SchemaNode, draw: Draw, context: SoundContext & { readonly seed: number }): Drawn => {
  const { seed, judge } = context
  const wrongWith = (value: Json) => faultsOf(root, value, { ...context, draw })
  const absent = new Set(draw.absent)
  let wrong: readonly Violation[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const [value = null] = sampled(root, { ...draw, judge, absent }, { seed, numRuns: 1 })
    wrong = wrongWith(value)
    if (wrong.length === 0) return { kind: 'value', value }
    const culprits = wrong.flatMap(({ path }) => optionalAbove(root, path) ?? []).filter((place) => !absent.has(place))
    if (culprits.length === 0) break
    for (const place of culprits) absent.add(place)
  }
  for (const optional of new Set<Draw['optional']>([draw.optional, 'some', 'none', 'all'])) {
    const values = sampled(root, { ...draw, judge, optional }, { seed, numRuns: trials })
    const found = values.find((value) => wrongWith(value).length === 0)
    if (found !== undefined) return { kind: 'value', value: found }
  }
  return { kind: 'none', why: unmade(wrong) }
}

/** So often members that went wrong are left out. */
const rounds = 4

/** The nearest member at or above a place that may be left out. */
const optionalAbove = (root: SchemaNode, path: Path): string | undefined => {
  for (let length = path.length; length > 0; length -= 1) {
    const node = nodeAt(root, path.slice(0, length))
    const step = node?.path.at(-1)
    if (node && step !== '[]' && step !== '*' && !node.required.fair) return placeOf(node.path)
  }
  return undefined
}

/** What is wrong with a drawn value, but for what rests on values that were given. */
export const faultsOf = (
  root: SchemaNode,
  value: Json,
  { judge, schema, draw }: SoundContext & { readonly draw: Draw },
): readonly Violation[] =>
  demanded(root, judge('strict', schema, JSON.parse(JSON.stringify(value)))).filter(
    ({ path }) => !isGiven(root, path, draw),
  )

const unmade = ([first]: readonly Violation[]): string => {
  const place = placeOf(
    (first?.path ?? []).map((step) => (typeof step === 'number' || /^\d+$/.test(step) ? '[]' : step)),
  )
  return `no value could be made that keeps ${first?.keyword}${place === '' ? '' : ` at ${place}`}`
}

const sampled = (root: SchemaNode, draw: Draw, parameters: { seed: number; numRuns: number }): readonly Json[] =>
  fc.sample(valid(root, draw), parameters)

/** Fixtures and values set at a place are the user's own or broken on purpose, as are those around them. */
const isGiven = (root: SchemaNode, path: Path, { set, pools, fixtures }: Draw): boolean => {
  const known = (node: SchemaNode | undefined): boolean => {
    const fixture = node?.schemas.fair['x-assay-fixture']
    return (
      (typeof fixture === 'string' && fixtures[fixture] !== undefined) ||
      (node !== undefined && (set.has(placeOf(node.path)) || pools.has(placeOf(node.path))))
    )
  }
  const above = path.map((_, index) => nodeAt(root, path.slice(0, index + 1)))
  const here = nodeAt(root, path)
  return above.some(known) || (here !== undefined && nodesOf(here).some(known))
}
