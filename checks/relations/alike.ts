import { plainOf, type ReadLike, readLike } from '../../contracts/codec/read-like.ts'
import type { XmlElement } from '../../contracts/codec/xml-tree.ts'
import type { Alike, AlikeEffect, AlikeForm } from '../../contracts/relations/relation.ts'
import { asText, at, brief, isList, isObject, type Json, type JsonObject, type Path, pointer } from '../../core/json.ts'
import { type Leaf, leavesOf } from '../../core/leaves.ts'
import { isAlike, isBlank } from './compare.ts'
import type { RelationFinding, RelationResult } from './relation-result.ts'

/** What a reply shows: a value, or XML whose form nobody documents. */
export type Shown =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'xml'; readonly root: XmlElement }

type Difference = { readonly path: Path; readonly one: Json | undefined; readonly other: Json | undefined }

type Compared = {
  readonly plain: Json
  readonly other: Shown
  /** What differs between plain replies too. @defaultValue nothing */
  readonly unsteady?: Unsteady
}

/** Whether the reply in another form says what the plain one says, member by member. */
export const alike = (
  relation: Alike,
  form: AlikeForm,
  { plain, other, unsteady = nothing }: Compared,
): readonly RelationResult[] => {
  const { reply, what } = form
  if (!reply) return []
  const walk: Walk = { path: [], skips: skippedIn(relation), unsteady, isTypeless: form.as === 'xml' }
  const read: ReadLike = other.kind === 'xml' ? readLike(other.root, plain) : { value: other.value, remarks: [] }
  const all = differences(plain, read.value, walk)
  const leaves = saidIn(plain, walk)
  if (leaves.length === 0) return [{ kind: 'untested', facet: reply, reason: `the ${relation.what} says nothing` }]
  const isUnread = other.kind === 'xml' && all.some(({ one }) => one !== undefined) && !isUnderstood(leaves, read.value)
  if (isUnread && saysIn(other.root, leaves))
    return [
      warned(reply, form.open, {
        ...findingOf(all, what),
        message: `The reply ${what} says the same in a form of its own`,
      }),
    ]
  const unfair = all.filter((one) => wideFor(form, one) === undefined)
  // What XML says beside what it must is nobody's promise.
  const wrong = unfair.filter(({ one }) => one !== undefined || other.kind === 'value')
  if (wrong.length > 0) return [{ kind: 'failed', facet: reply, finding: findingOf(wrong, what) }]
  if (unfair.length > 0) return [warned(reply, form.open, findingOf(unfair, what))]
  const fair = all.flatMap((one) => wideFor(form, one) ?? [])
  if (fair.length > 0) return [warned(reply, fair, findingOf(all, what))]
  const [remark] = read.remarks
  if (!remark) return [{ kind: 'passed', facet: reply }]
  const finding = {
    message: `The reply ${what} ${remark.kind === 'type' ? 'says that a value is of another type' : 'spells a name otherwise'}`,
    at: pointer(remark.path),
    expected: remark.expected,
    received: remark.received,
  }
  // What that attribute means is said by XML Schema; any other one means what its writer likes.
  return remark.kind === 'type' && /^\w+:type=/.test(remark.received)
    ? [{ kind: 'failed', facet: reply, finding }]
    : [warned(reply, form.open, finding)]
}

/** Where two plain replies say different things, though nothing was changed in between. */
export const unsteadyIn = (relation: Alike, one: Json, other: Json): Unsteady =>
  new Set(differences(one, other, { path: [], skips: skippedIn(relation) }).map(({ path }) => anyPlace(path)))

/** Places of replies as JSON Pointers, of lists any element. */
export type Unsteady = ReadonlySet<string>

const nothing: Unsteady = new Set()

const anyPlace = (path: Path): string => pointer(path.map((step) => (typeof step === 'number' ? '*' : step)))

const skippedIn = ({ volatile }: Alike): ReadonlySet<string> => new Set(volatile.map(({ at: name }) => name))

/** The plain reply says something, and the one in another form has no body at all. */
export const withoutBody = ({ reply, what }: AlikeForm, plain: Shown): readonly RelationResult[] => {
  if (!reply || plain.kind !== 'value' || saidIn(plain.value).length === 0) return []
  const finding = {
    message: `The reply ${what} has no body`,
    at: '',
    expected: brief(plain.value),
    received: 'nothing',
  }
  return [{ kind: 'failed', facet: reply, finding }]
}

/** Whether what was sent in another form is what is shown after it. */
export const effect = (
  { facet, at: place, hidden }: AlikeEffect,
  what: string,
  { sent, shown }: { sent: Json; shown: Json },
): readonly RelationResult[] => {
  const leaves = saidIn(sent, { path: [], skips: new Set(hidden) })
  const base = at(shown, place)
  if (leaves.length === 0 || base === undefined)
    return [
      { kind: 'untested', facet, reason: leaves.length === 0 ? 'nothing was sent' : 'what is read does not show it' },
    ]
  const candidates: readonly (readonly [Path, Json])[] = isList(base)
    ? base.map((element, index) => [[...place, index], element] as const)
    : [[place, base]]
  const missed = candidates.map(([path, candidate]) => ({
    path,
    all: leaves.filter((leaf) => !isSaid(leaf.value, at(candidate, leaf.path))),
    candidate,
  }))
  const best = missed.reduce<(typeof missed)[number] | undefined>(
    (so, one) => (so === undefined || one.all.length <= so.all.length ? one : so),
    undefined,
  )
  if (best?.all.length === 0) return [{ kind: 'passed', facet }]
  const [first] = best && best.all.length < leaves.length ? best.all : []
  const finding = first
    ? {
        message: `What was sent ${what} is not what reads`,
        at: pointer([...(best?.path ?? place), ...first.path]),
        expected: brief(first.value),
        received: brief(at(best?.candidate, first.path) ?? 'nothing'),
      }
    : {
        message: `What was sent ${what} does not show`,
        at: pointer(place),
        expected: brief(sent),
        received: brief(base),
      }
  return [{ kind: 'failed', facet, finding }]
}

/** What was sent, as the wire has it: in XML every value is a text. */
export const sentOf = (shown: Shown): Json => (shown.kind === 'value' ? shown.value : plainOf(shown.root))

const isSaid = (sent: Json, received: Json | undefined): boolean => {
  if (received === undefined || received === null || typeof received === 'object') return false
  if (typeof received === 'number') return isAlike({ as: 'decimal' }, sent, received)
  return asText(sent) === asText(received)
}

const warned = (facet: string, ambiguities: readonly number[], finding: RelationFinding): RelationResult => ({
  kind: 'warned',
  facet,
  ambiguities: [...new Set(ambiguities)],
  finding,
})

/** The first difference, and where else there is one. */
const findingOf = (all: readonly Difference[], what: string): RelationFinding => {
  const [first, ...others] = all
  const places = others.slice(0, 4).map(({ path }) => pointer(path))
  const more = others.length > 4 ? ` and ${others.length - 4} more` : ''
  return {
    message: `The reply ${what} says something else${places.length > 0 ? `, also at ${places.join(', ')}${more}` : ''}`,
    at: pointer(first?.path ?? []),
    expected: briefly(first?.one),
    received: briefly(first?.other),
  }
}

const briefly = (value: Json | undefined): string => (value === undefined ? 'nothing' : brief(value))

type Walk = {
  readonly path: Path
  readonly skips: ReadonlySet<string>
  readonly unsteady?: Unsteady
  /** One of both is XML, which has no numbers: who writes them as text in JSON says the same. */
  readonly isTypeless?: boolean
}

const isSkipped = ({ path, skips, unsteady = nothing }: Walk): boolean =>
  skips.has(String(path.at(-1))) || (unsteady.size > 0 && unsteady.has(anyPlace(path)))

/** Blank is as good as absent; no document promises an order of lists. */
const differences = (one: Json | undefined, other: Json | undefined, walk: Walk): readonly Difference[] => {
  if (isSkipped(walk) || (isNothing(one) && isNothing(other))) return []
  const { path } = walk
  if (isObject(one) && isObject(other)) {
    const names = [...new Set([...Object.keys(one), ...Object.keys(other)])]
    return names.flatMap((name) => {
      const [left, right] = [memberOf(one, name), memberOf(other, name)]
      return differences(left, right, { ...walk, path: [...path, name] })
    })
  }
  if (isList(one) && isList(other)) {
    if (one.length !== other.length) return [{ path, one: counted(one), other: counted(other) }]
    const inTurn = one.flatMap((element, index) =>
      differences(element, other[index], { ...walk, path: [...path, index] }),
    )
    return inTurn.length > 0 && isSameSet(one, other, walk) ? [] : inTurn
  }
  const isWritten = walk.isTypeless && isNumberAsText(one, other)
  return isWritten || isSame(one, other) ? [] : [{ path, one, other }]
}

const isNumberAsText = (one: Json | undefined, other: Json | undefined): boolean =>
  (typeof one === 'number') !== (typeof other === 'number') && asText(one) === asText(other)

const memberOf = (value: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(value, name) ? value[name] : undefined

const counted = ({ length }: readonly unknown[]): Json | undefined => (length === 0 ? undefined : `a list of ${length}`)

const isSameSet = (one: readonly Json[], other: readonly Json[], walk: Walk): boolean => {
  const left = [...other]
  return one.every((element) => {
    const place = left.findIndex((candidate) => differences(element, candidate, { ...walk, path: [] }).length === 0)
    if (place >= 0) left.splice(place, 1)
    return place >= 0
  })
}

const isSame = (one: Json | undefined, other: Json | undefined): boolean => {
  if (typeof one === 'number' && typeof other === 'number') return isAlike({ as: 'decimal', places: 9 }, one, other)
  if (typeof one !== 'string' || typeof other !== 'string') return one === other
  return writable(one) === writable(other) || isAlike({ as: 'instant' }, one, other)
}

/** What XML 1.0 can hold of a text: line ends are one sign in it, and most control characters none. */
const writable = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')

const isNothing = (value: Json | undefined): boolean =>
  isBlank(value) ||
  (isList(value) && value.length === 0) ||
  (isObject(value) && Object.values(value).every((one) => isNothing(one)))

/** What only one of both says is there for the readings that ask for nothing, or for anything. */
const wideFor = ({ wide }: AlikeForm, { path, one, other }: Difference): number | undefined =>
  wide.find(
    ({ at: names, ...reading }) =>
      path.some((step) => names.includes(String(step))) &&
      (reading.as === 'anything' || reading.as === 'null' || (one !== undefined && other !== undefined)) &&
      isAlike(reading, one ?? null, other ?? null),
  )?.ambiguity

const saidIn = (value: Json, walk: Walk = { path: [], skips: nothing }): readonly Leaf[] =>
  leavesOf(value, (one, path) => isNothing(one) || isSkipped({ ...walk, path }))

/** Half of what the plain reply says stands where it is looked for. */
const isUnderstood = (leaves: readonly Leaf[], read: Json): boolean =>
  2 * leaves.filter(({ path, value }) => isSame(value, at(read, path))).length >= leaves.length

/** Half of it stands anywhere. */
const saysIn = (root: XmlElement, leaves: readonly Leaf[]): boolean => {
  const texts = new Set(textsOf(root))
  return 2 * leaves.filter(({ value }) => texts.has(asText(value).trim())).length >= leaves.length
}

const textsOf = ({ text, attributes, children }: XmlElement): readonly string[] => [
  text.trim(),
  ...attributes.map(({ value }) => value.trim()),
  ...children.flatMap(textsOf),
]
