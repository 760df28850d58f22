import type { ReadsBack } from '../../contracts/relations/relation.ts'
import { at, brief, isList, isObject, type Json, type Path, pointer } from '../../core/json.ts'
import { isAlike, isEqual } from './compare.ts'
import { idIn } from './echo.ts'
import type { RelationResult } from './relation-result.ts'

export type Sights = {
  /** The thing as it was shown before, and as it is shown now. */
  readonly before: Json
  readonly now: Json
  /** Top-level members that may have changed in between. */
  readonly free: readonly string[]
  /** Ids that writes in between named: of a free list, the elements that have none of them stay as they were. */
  readonly touched: readonly string[]
  /** So many writes were made in between that may have changed something: each adds one element to a list at most. */
  readonly writes: number
  readonly facet: string
}

/** Compares two sights of one thing between which nothing but `free` may have changed. */
export const readsBack = (
  relation: ReadsBack,
  { before, now, free, touched, writes, facet }: Sights,
): readonly RelationResult[] => {
  if (!isObject(before) || !isObject(now)) return []
  const seen = new Map<'same' | 'other', number>()
  const found: Difference[] = []
  const note = (difference: Difference | undefined): void => {
    const kind = difference ? 'other' : 'same'
    seen.set(kind, (seen.get(kind) ?? 0) + 1)
    if (difference) found.push(difference)
  }
  const rest = Object.fromEntries(
    Object.entries(before).filter(([name]) => !free.some((one) => isNamed(name, one)) && !isName(relation, name)),
  )
  walk(rest, now, { relation, path: [], note })
  for (const [name, ids] of Object.entries(relation.known)) {
    if (!free.includes(name)) continue
    const lasting = lastingPairs(before[name], now[name], { ids, touched })
    for (const [one, other, place] of lasting) walk(one, other, { relation, path: [name, place], note })
    if (relation.mayComeAndGo?.includes(name)) continue
    for (const one of comingsAndGoings(before[name], now[name], { ids, touched, writes }))
      note({ ...one, path: [name] })
  }
  if (found.length === 0) return seen.has('same') ? [{ kind: 'passed', facet }] : []
  const all = found.map((one) => resultOf(facet, one))
  // What no reading allows is never crowded out by what some reading does.
  const worstFirst = [...all.filter(({ kind }) => kind === 'failed'), ...all.filter(({ kind }) => kind !== 'failed')]
  return worstFirst.slice(0, mostFindings)
}

type Known = { readonly ids: readonly string[]; readonly touched: readonly string[] }

/** Elements that are in both lists, and that nothing in between was about. */
const lastingPairs = (
  before: Json | undefined,
  now: Json | undefined,
  { ids, touched }: Known,
): readonly (readonly [Json, Json, number])[] => {
  if (!isList(before) || !isList(now)) return []
  return before.flatMap((one) => {
    const id = idIn(one, ids)
    const place = now.findIndex((other) => id !== undefined && idIn(other, ids) === id)
    const other = now[place]
    return id === undefined || other === undefined || touched.includes(id) ? [] : [[one, other, place] as const]
  })
}

/** An element that is gone though nothing in between was about it, or more new ones than writes were made. */
const comingsAndGoings = (
  before: Json | undefined,
  now: Json | undefined,
  { ids, touched, writes }: Known & { readonly writes: number },
): readonly Omit<Difference, 'path'>[] => {
  if (!isList(before) || !isList(now)) return []
  const [old, fresh] = [before, now].map((list) => list.map((one) => idIn(one, ids)))
  if (!old || !fresh || [...old, ...fresh].includes(undefined)) return []
  const gone = before.filter((_, place) => !fresh.includes(old[place]) && !touched.includes(String(old[place])))
  const added = now.filter((_, place) => !old.includes(fresh[place]))
  return [
    ...gone.map((one) => ({ kind: 'gone' as const, before: one, now })),
    ...(added.length > writes
      ? [{ kind: 'grown' as const, before: `${writes} new elements at most`, now: added }]
      : []),
  ]
}

const mostFindings = 3

const isName = ({ name }: ReadsBack, member: string): boolean => name.length === 1 && name[0] === member

/** `c_*` stands for every name that begins so. */
export const isNamed = (name: string, wanted: string): boolean =>
  wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted

type Difference = {
  readonly kind: 'changed' | 'gone' | 'missed' | 'moved' | 'grown'
  readonly path: Path
  readonly before: Json
  readonly now: Json | undefined
  readonly ambiguity?: number
}

const resultOf = (facet: string, { kind, path, before, now, ambiguity }: Difference): RelationResult => {
  const finding = {
    message: messages[kind](nameOf(path)),
    at: pointer(path),
    expected: brief(before),
    received: brief(now),
  }
  if (ambiguity !== undefined) return { kind: 'warned', facet, finding, ambiguities: [ambiguity] }
  return kind === 'missed' || kind === 'moved'
    ? { kind: 'warned', facet, finding, ambiguities: [] }
    : { kind: 'failed', facet, finding }
}

const messages: Readonly<Record<Difference['kind'], (name: string) => string>> = {
  changed: (name) => `${name} reads otherwise than it was shown`,
  gone: (name) => `${name}, which was shown, is not read`,
  missed: (name) => `${name}, which was shown, is not read`,
  moved: (name) => `${name} is read in another order than it was shown`,
  grown: (name) => `${name} has more new elements than were added`,
}

const nameOf = (path: Path): string => path.join('.')

type Walk = {
  readonly relation: ReadsBack
  /** Where it stands: one list for all, so that it is copied for a difference alone. */
  readonly path: (string | number)[]
  readonly note: (difference: Difference | undefined) => void
}

const walk = (before: Json, now: Json, on: Walk): void => {
  if (isList(before) && isList(now)) {
    walkList(before, now, on)
    return
  }
  if (isObject(before) && isObject(now)) {
    walkObject(before, now, on)
    return
  }
  if (before === now) {
    on.note(undefined)
    return
  }
  const wide = wideFor(before, now, on)
  on.note({ kind: 'changed', path: [...on.path], before, now, ...(wide === undefined ? {} : { ambiguity: wide }) })
}

type JsonMembers = Readonly<Record<string, Json>>

const walkObject = (before: JsonMembers, now: JsonMembers, on: Walk): void => {
  for (const name of Object.keys(before)) {
    const value = before[name]
    if (value === undefined || on.relation.volatile.some((one) => isNamed(name, one.at))) continue
    on.path.push(name)
    walkMember({ name, value }, now, on)
    on.path.pop()
  }
}

type Named = { readonly name: string; readonly value: Json }

const walkMember = ({ name, value }: Named, now: JsonMembers, on: Walk): void => {
  const back = Object.hasOwn(now, name) ? now[name] : undefined
  if (back !== undefined) {
    walk(value, back, on)
    return
  }
  // Null and an empty list say as little as their absence.
  if (value === null || (isList(value) && value.length === 0)) return
  const path = [...on.path]
  const other = otherSpelling(name, { now, on })
  if (other) {
    const fair = isEqual(value, other.value) ? { ambiguity: other.ambiguity } : {}
    on.note({ kind: 'changed', path, before: value, now: other.value, ...fair })
    return
  }
  on.note({ kind: isShown(path, on.relation) ? 'gone' : 'missed', path, before: value, now: undefined })
}

const otherSpelling = (
  name: string,
  { now, on: { relation } }: { readonly now: JsonMembers; readonly on: Walk },
): { readonly value: Json; readonly ambiguity: number } | undefined => {
  for (const { names, ambiguity } of relation.spellings) {
    if (!names.includes(name)) continue
    const value = names.map((one) => at(now, [one])).find((one) => one !== undefined)
    if (value !== undefined) return { value, ambiguity }
  }
  return undefined
}

const walkList = (before: readonly Json[], now: readonly Json[], on: Walk): void => {
  if (before.length !== now.length) {
    on.note({ kind: 'changed', path: [...on.path], before, now })
    return
  }
  const ids = on.relation.known[String(on.path.at(-1))] ?? []
  const isKnown = [...before, ...now].every((one) => idIn(one, ids) !== undefined)
  const namesIn = (list: readonly Json[]): readonly string[] => list.map((one) => idIn(one, ids) ?? '')
  const [names, others] = [namesIn(before), namesIn(now)]
  // No document promises an order, but one that changes while nothing else does is worth a word.
  if (isKnown && !isEqual([...names], [...others]) && isEqual([...names].sort(), [...others].sort()))
    on.note({ kind: 'moved', path: [...on.path], before: [...names], now: [...others] })
  for (const [index, one] of before.entries()) {
    const place = isKnown ? now.findIndex((other) => idIn(other, ids) === idIn(one, ids)) : index
    const other = now[place]
    if (other === undefined) on.note({ kind: 'gone', path: [...on.path, index], before: one, now: undefined })
    else {
      on.path.push(place)
      walk(one, other, on)
      on.path.pop()
    }
  }
}

const wideFor = (before: Json, now: Json, { relation, path }: Walk): number | undefined =>
  relation.wide.find(({ at, ...reading }) => at.includes(String(path.at(-1))) && isAlike(reading, before, now))
    ?.ambiguity

const isShown = (path: Path, { shown }: ReadsBack): boolean =>
  shown.includes(
    path
      .map((step) => (typeof step === 'number' ? '[]' : `.${step}`))
      .join('')
      .slice(1),
  )
