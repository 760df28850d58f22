import fc from 'fast-check'
import type { Judge } from '../contracts/schema/judge.ts'
import { nodeAt, nodesOf, type SchemaNode } from '../contracts/schema/node.ts'
import { demanded } from '../contracts/waived.ts'
import { at, isList, isObject, isText, type Json, type Path, pointer, withAt, without } from '../core/json.ts'
import { oncePer } from '../core/once-per.ts'
import { placeOf } from '../core/place.ts'
import { seedOf } from '../core/seed.ts'
import { amidLeast, ofSeveral } from './amid.ts'
import { type Draw, drawWith } from './draw.ts'
import { drawn } from './drawn.ts'
import { few, isElement, limitOf, oneOf } from './few.ts'
import { applied } from './mutations/apply.ts'
import { type Candidate, isUnbreakable } from './mutations/mutation.ts'
import { mutations } from './mutations/mutations.ts'
import { isNothing } from './mutations/type.ts'
import { indexOf, type Place, pathIn } from './path-in.ts'
import { addedUp } from './valid/object.ts'
import { soundSample } from './valid/sound.ts'
import { valid } from './valid/valid.ts'

/** A body with one thing wrong, confirmed by an independent judge in the form that goes over the wire. */
export type Violation = Pick<Candidate, 'mayBeTaken'> & {
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

/** One keyword at one place of a body. */
export type Rule = { readonly node: SchemaNode; readonly keyword: string }

/** Every rule of a body that a request may be able to break alone. */
export const rulesOf = (root: SchemaNode): readonly Rule[] =>
  nodesOf(root).flatMap((node) => [
    ...presenceRule(node),
    ...mutations
      .filter(({ violate }) => candidatesOf(node, violate).length > 0)
      .map(({ keyword }) => ({ node, keyword })),
  ])

/** For each rule of a body, requests that break it and nothing else; the nearest misses first. */
export const violationsOf = (root: SchemaNode, context: ViolationContext): readonly Violation[] =>
  rulesOf(root).flatMap((rule) => violationsOfRule(root, rule, context))

/** Requests that break one rule of a body and nothing else; none where every way to break it breaks another too. */
export const violationsOfRule = (root: SchemaNode, rule: Rule, context: ViolationContext): readonly Violation[] =>
  rule.keyword === 'required' || rule.keyword === 'optional'
    ? absence(root, rule, { context, spot: firstSpot(root, rule.node, context) })
    : mutated(root, rule, { context, spot: firstSpot(root, rule.node, ofSeveral(rule, context)) })

/**
 * A request that leaves out one member and nothing else: what does without it, or asks for it, where another member is
 * there is not seen in the smallest request.
 */
export const absenceAmidAll = (root: SchemaNode, rule: Rule, context: ViolationContext): Violation | undefined => {
  if (rule.keyword !== 'required' && rule.keyword !== 'optional') return undefined
  const around = amidLeast(root)(context)
  const [found] = absence(root, rule, { context: around, spot: firstSpot(root, rule.node, around) })
  return found
}

/**
 * Requests that break one rule in the last of three elements or more, of as many as there may be, or in the second of three,
 * or in the last of two members of a map, and nothing else: the others keep it. None where the rule is about none of these.
 */
export const laterViolations = (root: SchemaNode, rule: Rule, context: ViolationContext): readonly Violation[] => {
  const { node, keyword } = rule
  if (!(node.path.includes('*') || node.path.includes('[]')) || keyword === 'optional') return []
  const turn = Math.abs(seedOf(context.seed, placeOf(node.path))) % 4
  const around: Elements = { context, elements: turn === 0 ? many : 3, element: turn === 1 ? 'second' : 'last' }
  const inList = drawnSpot(root, node, around) ?? repeatedSpot(root, node, around)
  const spot = node.path.includes('*') ? secondSpot(root, node, { context, spot: inList }) : inList
  if (!spot) return []
  return keyword === 'required' ? absence(root, rule, { context, spot }) : mutated(root, rule, { context, spot })
}

/** More than whoever looks at the first few elements only looks at; at one place of four. */
const many = 12

type Elements = { readonly context: ViolationContext; readonly elements: number; readonly element: Place }

/** In a body that is drawn with so many elements in each list. */
const drawnSpot = (root: SchemaNode, node: SchemaNode, { context, elements, element }: Elements): Spot | undefined => {
  const twin = twinWith(root, node, { ...context, draw: { ...context.draw, elements } })
  const path = twin === undefined ? [] : pathIn(root, twin, node, element)
  const isLater = path.some((step) => typeof step === 'number' && step > 0)
  return twin !== undefined && isLater ? { twin, path } : undefined
}

/** A list that is drawn with one element only: the first one comes so many times, or as often as the documents allow. */
const repeatedSpot = (root: SchemaNode, node: SchemaNode, around: Elements): Spot | undefined => {
  const { context, elements, element } = around
  const first = firstSpot(root, node, context)
  const place = first?.path.indexOf(0) ?? -1
  if (!first || place < 0) return undefined
  const list = at(first.twin, first.path.slice(0, place))
  if (!isList(list)) return undefined
  const [only, ...others] = list
  if (only === undefined || others.length > 0) return undefined
  for (const length of [elements, 3, 2]) {
    const repeated = Array.from({ length }, () => only)
    const twin = withAt(first.twin, first.path.slice(0, place), repeated)
    if (isValid(twin, root, context)) return { twin, path: first.path.with(place, indexOf[element](length)) }
  }
  return undefined
}

/** A map of one member gets another of the same value behind it. */
const secondSpot = (root: SchemaNode, node: SchemaNode, { context, spot }: Around): Spot | undefined => {
  const first = spot ?? firstSpot(root, node, context)
  const depth = node.path.indexOf('*')
  const name = first?.path[depth]
  if (!first || typeof name !== 'string') return undefined
  const value = at(first.twin, first.path.slice(0, depth + 1))
  if (value === undefined) return undefined
  const path = first.path.with(depth, `${name}2`)
  const twin = withAt(first.twin, path.slice(0, depth + 1), value)
  return isValid(twin, root, context) ? { twin, path } : undefined
}

/** A valid body, and the place in it where a rule is broken. */
type Spot = { readonly twin: Json; readonly path: Path }

type Around = { readonly context: ViolationContext; readonly spot: Spot | undefined }

const firstSpot = (root: SchemaNode, node: SchemaNode, context: ViolationContext): Spot | undefined => {
  const twin = twinsOf(root)(context)(node)
  return twin === undefined ? undefined : { twin, path: pathIn(root, twin, node) }
}

/** Members to leave out: those that some reading requires, and those that a later page may require. */
const presenceRule = (node: SchemaNode): readonly Rule[] => {
  if (node.path.at(-1) === undefined || node.path.at(-1) === '[]' || node.path.at(-1) === '*' || !node.required.fair)
    return []
  return [{ node, keyword: node.required.strict ? 'required' : 'optional' }]
}

const absence = (root: SchemaNode, { node, keyword }: Rule, { context, spot }: Around): readonly Violation[] => {
  if (!spot) return []
  const { twin, path: place } = spot
  const body = withSums(without(twin, place), root)
  const zone = node.required.wide ? 'outside' : 'between'
  const judged = zoneOf(body, { root, place, keyword: 'required' }, context)
  // What is left out may be what another rule calls for; then this one is not broken alone.
  const isAlone = keyword === 'required' ? judged === zone : judged === undefined && isValid(body, root, context)
  return isAlone ? [{ place: placeOf(node.path), keyword, label: 'left out', body, at: place, zone }] : []
}

type Violate = (typeof mutations)[number]['violate']

/** Values that break the keyword of the wide or of the strict schema, by label. */
const candidatesOf = ({ schemas }: SchemaNode, violate: Violate) => [
  ...new Map(
    [schemas.wide, schemas.strict]
      .map(violate)
      .flatMap((some) => (isUnbreakable(some) ? [] : some.map((one) => [one.label, one] as const))),
  ).values(),
]

const mutated = (root: SchemaNode, { node, keyword }: Rule, { context, spot }: Around): readonly Violation[] => {
  const mutation = mutations.find((one) => one.keyword === keyword)
  if (!mutation || !spot) return []
  const { twin, path } = spot
  const found = candidatesOf(node, mutation.violate).flatMap(({ value: values, ...mark }): readonly Violation[] => {
    const value = drawn(values, context.seed)
    const changed = spelled(applied(twin, path, value), node, path, value)
    const body = kept(path, withSums(changed, root), changed)
    const zone = zoneOf(body, { root, place: path, keyword }, context)
    return zone ? [{ place: placeOf(node.path), keyword, body, at: path, zone, ...mark }] : []
  })
  const turn = seedOf(context.seed, placeOf(node.path), keyword)
  const mayLack = path.length > 0 && !node.required.wide && !isElement(node)
  const some = (['outside', 'between'] as const).flatMap((zone) =>
    few(
      found.filter((one) => one.zone === zone && !isNothing(one)),
      {
        turn,
        limit: limitOf(node, keyword),
        // Many a server takes null for what is left out: of members that may be, it is tried where little else can be.
        isSpare: ({ label }) => label === 'null' && mayLack,
        // Of those that may not, at every other place; of a whole body and of the elements of lists always.
        isNext: ({ label }) => label === 'null' && (path.length === 0 || isElement(node) || turn % 2 === 0),
      },
    ),
  )
  return [
    ...some,
    ...(mayLack
      ? oneOf(
          found.filter((one) => one.zone === 'outside' && isNothing(one)),
          turn,
        )
      : []),
  ]
}

/** The valid body in which all rules of a node are broken. It holds the node's place wherever one could be made that does. */
export const twinOf = (root: SchemaNode, node: SchemaNode, context: ViolationContext): Json | undefined =>
  twinsOf(root)(context)(node)

/** The twin of each node of a body: all rules of a node are broken in the same one. */
const twinsOf = oncePer((root: SchemaNode) =>
  oncePer((context: ViolationContext) => oncePer((node: SchemaNode) => twinWith(root, node, context))),
)

/** The smallest valid body that has the node's place, of a list an element; with all members where the target takes nothing less. */
const twinWith = (root: SchemaNode, node: SchemaNode, context: ViolationContext): Json | undefined => {
  const { draw, seed, judge, schema } = context
  const place = placeOf(node.path)
  const parent = placeOf(node.path.slice(0, -1))
  const element = node.items ? `${place}[]` : ''
  const options = { ...draw, present: new Set([place, parent, element].filter((one) => one !== '')) }
  const drawn = soundSample(root, drawWith(draw.words, options), { judge, schema, seed: seedOf(seed, place) })
  return drawn.kind === 'value' ? grownTo(node, drawn.value, { root, context }) : undefined
}

type Grown = { readonly root: SchemaNode; readonly context: ViolationContext }

/** A body that does not hold a node's place, as where a given value keeps it from that, grown to it if that leaves it valid. */
const grownTo = (node: SchemaNode, body: Json, { root, context }: Grown): Json => {
  const draw = drawWith(context.draw.words, { ...context.draw, present: new Set([placeOf(node.path)]) })
  const grown = node.path.reduce<Json>((so, _, depth) => {
    const path = pathIn(root, so, node).slice(0, depth + 1)
    const missing = at(so, path) === undefined ? nodeAt(root, path) : undefined
    if (!missing) return so
    const [value = null] = fc.sample(valid(missing, draw), {
      seed: seedOf(context.seed, placeOf(node.path)),
      numRuns: 1,
    })
    return withAt(so, path, value)
  }, body)
  if (grown === body) return body
  const summed = withSums(grown, root)
  return isValid(summed, root, context) ? summed : body
}

/** With every sum in step again, so that what is broken does not break a sum too. */
const withSums = (body: Json, root: SchemaNode): Json =>
  nodesOf(root)
    .filter(({ schemas, path }) => 'x-assay-sum' in schemas.fair && !path.includes('[]'))
    .reduce((so, node) => {
      const value = at(so, node.path)
      return isObject(value) ? withAt(so, node.path, addedUp(value, node)) : so
    }, body)

/** The changed body where it still holds what was broken at `path`, which may be the sum itself. */
const kept = (path: Path, changed: Json, original: Json): Json =>
  JSON.stringify(at(changed, path)) === JSON.stringify(at(original, path)) ? changed : original

/** Where the documents leave a member's spelling open, all spellings hold the value. */
const spelled = (body: Json, node: SchemaNode, path: Path, value: Json): Json => {
  const spellings = node.schemas.strict['x-assay-spellings']
  if (!isList(spellings)) return body
  return spellings.filter(isText).reduce((so, name) => applied(so, [...path.slice(0, -1), name], value), body)
}

type Culprit = { readonly root: SchemaNode; readonly place: Path; readonly keyword: string }

/** Judged on what the target will parse: only this keyword at only this place may be broken. */
const zoneOf = (body: Json, culprit: Culprit, { judge, schema }: ViolationContext): Violation['zone'] | undefined => {
  const parsed: unknown = JSON.parse(JSON.stringify(body))
  const wide = demanded(culprit.root, judge('wide', schema, parsed))
  if (wide.length > 0) return isAlone(wide, culprit) ? 'outside' : undefined
  const strict = demanded(culprit.root, judge('strict', schema, parsed))
  return strict.length > 0 && strict.every((one) => isOf(culprit, one)) ? 'between' : undefined
}

const isOf = ({ place, keyword }: Culprit, one: Found): boolean =>
  one.keyword === keyword && pointer(one.path) === pointer(place)

/** What is of another type under every reading is none of the listed values either: that is the same flaw. */
const isAlone = (found: readonly Found[], culprit: Culprit): boolean =>
  found.some((one) => isOf(culprit, one)) &&
  found.every(
    (one) =>
      isOf(culprit, one) ||
      (culprit.keyword === 'type' && ['enum', 'const'].some((keyword) => isOf({ ...culprit, keyword }, one))),
  )

type Found = { readonly path: Path; readonly keyword: string }

const isValid = (body: Json, root: SchemaNode, { judge, schema }: ViolationContext): boolean =>
  demanded(root, judge('strict', schema, JSON.parse(JSON.stringify(body)))).length === 0
