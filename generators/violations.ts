import fc from 'fast-check'
import { at, type Json, type JsonObject, type Path, pointer, withAt, without } from '../core/json.ts'
import { firstAt, placeOf } from '../core/place.ts'
import { seedOf } from '../core/seed.ts'
import type { Judge } from '../schemas/judge.ts'
import { nodesOf, type SchemaNode } from '../schemas/node.ts'
import { type Draw, drawWith } from './draw.ts'
import { applied } from './mutations/apply.ts'
import { isUnbreakable } from './mutations/mutation.ts'
import { mutations } from './mutations/mutations.ts'
import { addedUp } from './valid/object.ts'
import { valid } from './valid/valid.ts'

/** A body with one thing wrong, confirmed by an independent judge in the form that goes over the wire. */
export type Violation = {
  readonly place: string
  readonly keyword: string
  readonly label: string
  readonly body: Json
  /** Where in the body the culprit stands. */
  readonly at: Path
  /** `outside`: no reading allows it; `between`: the wide reading does. */
  readonly zone: 'outside' | 'between'
}

export type ViolationContext = {
  readonly judge: Judge
  /** JSON Pointer of the body's schema. */
  readonly schema: string
  readonly draw: Draw
  readonly seed: number
}

/** How many ways to break one keyword of one place are tried, by zone. */
const most = { outside: 3, between: 2 }

/** For each keyword of each place of a body, requests that break it and nothing else; the nearest misses first. */
export const violationsOf = (root: SchemaNode, context: ViolationContext): readonly Violation[] =>
  nodesOf(root)
    .filter(isReachable)
    .flatMap((node) => [...absences(root, node, context), ...mutated(root, node, context)])

/** Elements of maps have no name of their own to be broken at. */
const isReachable = ({ path }: SchemaNode): boolean => !path.includes('*')

/** Members left out: those that some reading requires, and those that a later page may require. */
const absences = (root: SchemaNode, node: SchemaNode, context: ViolationContext): readonly Violation[] => {
  if (node.path.at(-1) === undefined || node.path.at(-1) === '[]' || !node.required.fair) return []
  const body = without(twinWith(root, node, context), firstAt(node.path))
  const keyword = node.required.strict ? 'required' : 'optional'
  const violation = { place: placeOf(node.path), keyword, label: 'left out', body, at: firstAt(node.path) }
  return [{ ...violation, zone: node.required.wide ? 'outside' : 'between' }]
}

const mutated = (root: SchemaNode, node: SchemaNode, context: ViolationContext): readonly Violation[] => {
  const twin = twinWith(root, node, context)
  const path = firstAt(node.path)
  return mutations.flatMap(({ keyword, violate }) => {
    const candidates = [node.schemas.wide, node.schemas.strict].map(violate)
    const labelled = new Map(
      candidates.flatMap((some) => (isUnbreakable(some) ? [] : some.map((one) => [one.label, one.value] as const))),
    )
    const found = [...labelled].flatMap(([label, values]): readonly Violation[] => {
      const value = fc.sample(values, { seed: context.seed, numRuns: 1 })[0] as Json
      const changed = spelled(applied(twin, path, value), node, path, value)
      const body = keyword === 'x-assay-unique-by' || keyword === 'maxItems' ? withSums(changed, root) : changed
      const zone = zoneOf(body, { place: path, keyword }, context)
      return zone ? [{ place: placeOf(node.path), keyword, label, body, at: path, zone }] : []
    })
    return (['outside', 'between'] as const).flatMap((zone) =>
      found.filter((one) => one.zone === zone).slice(0, most[zone]),
    )
  })
}

/** The smallest valid body that has the node's place; with all members where the target takes nothing less. */
const twinWith = (root: SchemaNode, node: SchemaNode, { draw, seed }: ViolationContext): Json => {
  const place = placeOf(node.path)
  const parent = placeOf(node.path.slice(0, -1))
  const options = { ...draw, present: new Set([place, parent].filter((one) => one !== '')) }
  return fc.sample(valid(root, drawWith(draw.words, options)), { seed: seedOf(seed, place), numRuns: 1 })[0] as Json
}

/** With every sum in step again, so that more elements do not break it too. */
const withSums = (body: Json, root: SchemaNode): Json =>
  nodesOf(root)
    .filter(({ schemas, path }) => 'x-assay-sum' in schemas.fair && !path.includes('[]'))
    .reduce((so, node) => withAt(so, node.path, addedUp(at(so, node.path) as JsonObject, node)), body)

/** Where the documents leave a member's spelling open, all spellings hold the value. */
const spelled = (body: Json, node: SchemaNode, path: Path, value: Json): Json => {
  const spellings = node.schemas.strict['x-assay-spellings']
  if (!Array.isArray(spellings)) return body
  return (spellings as string[]).reduce((so, name) => applied(so, [...path.slice(0, -1), name], value), body)
}

type Culprit = { readonly place: Path; readonly keyword: string }

/** Judged on what the target will parse: only this keyword at only this place may be broken. */
const zoneOf = (body: Json, culprit: Culprit, { judge, schema }: ViolationContext): Violation['zone'] | undefined => {
  const parsed: unknown = JSON.parse(JSON.stringify(body))
  const isCulprit = (one: { readonly path: Path; readonly keyword: string }) =>
    one.keyword === culprit.keyword && pointer(one.path) === pointer(culprit.place)
  const wide = judge('wide', schema, parsed)
  if (wide.length > 0) return wide.every(isCulprit) ? 'outside' : undefined
  const strict = judge('strict', schema, parsed)
  return strict.length > 0 && strict.every(isCulprit) ? 'between' : undefined
}
