import type { Comparison, Echo, Element, Member, Sent } from '../../contracts/relations/relation.ts'
import { asText, at, brief, isList, isObject, type Json, type JsonObject, type Path, pointer } from '../../core/json.ts'
import { isAlike, isBlank, otherMembers } from './compare.ts'
import { isAnother, likeliest } from './likeliest-element.ts'
import { openChanges } from './open-changes.ts'
import type { RelationResult } from './relation-result.ts'
import { type Side, valueAt } from './side.ts'

export type Echoed = {
  readonly written: Side
  /** Whose reply shows what was written: the same exchange, or a later one. */
  readonly shown: Side
  /** Ids of elements that were there before. */
  readonly before: ReadonlySet<string>
}

/** Compares what was sent with what came back. A member is kept only where there is a value on both sides. */
export const echo = (relation: Echo, { written, shown, before }: Echoed): readonly RelationResult[] => {
  const sent = at(written.request, relation.request.at)
  if (!isObject(sent) || !isPromised(relation, sent)) return []
  if (!relation.reply.when.every(({ at: place, is }) => at(shown.reply, place) === is)) return []
  const base = relation.reply.at
  const whole = at(shown.reply, base)
  const views = relation.element
    ? elementsIn(relation.element, { whole, base, written, before })
    : isObject(onlyOf(whole))
      ? [{ value: onlyOf(whole), at: base }]
      : []
  const media = mediaOf(shown)
  // Of a long list, most elements are what other requests wrote.
  const exact = views.length > 8 ? views.find(({ value }) => isEchoIn(relation, written, value ?? null)) : undefined
  const judged = (exact ? [exact] : views).map((view) =>
    relation.members.flatMap((member) =>
      compared(member, {
        written,
        shown,
        media,
        sent: sentValue(member.sent, { sent, written, shown }),
        view,
        place: [...view.at, ...member.received],
        received: at(view.value, member.received),
      }),
    ),
  )
  const best = likeliest(judged)
  if (best && !isAnother(relation, best)) return best
  const reason = `the reply shows no ${base.join('.') || 'object'} to find it in`
  const facets = [...new Set(relation.members.map(({ facet }) => facet))]
  if (!relation.element || !isList(whole)) return facets.map((facet) => ({ kind: 'untested', facet, reason }))
  return facets.map((facet) => ({
    kind: 'failed',
    facet,
    finding: {
      message: 'What was sent is not in the list that comes back',
      at: pointer(base),
      expected: `an element with ${brief(sent, 120)}`,
      received: brief(whole),
    },
  }))
}

/** Whether an element says all that was sent, word for word. */
export const isEchoIn = (relation: Echo, written: Side, element: Json): boolean => {
  const sent = at(written.request, relation.request.at)
  if (!isObject(sent)) return false
  return relation.members.every((member) => {
    const value = member.sent.kind === 'member' ? at(sent, member.sent.steps) : undefined
    const received = at(element, member.received)
    return isBlank(value)
      ? isBlank(received)
      : value !== undefined && received !== undefined && isAlike(member.compare, value, received)
  })
}

/** `{payload: [{…}]}` where a wide reading has a list with the one object in it. */
const onlyOf = (value: Json | undefined): Json | undefined => (isList(value) ? value[0] : value)

const isPromised = (relation: Echo, sent: JsonObject): boolean =>
  relation.with.every((name) => !isBlank(sent[name])) && relation.without.every((name) => isBlank(sent[name]))

const mediaOf = ({ exchange: { outcome } }: Side): string =>
  outcome.kind === 'reply' ? (outcome.reply.headers['content-type'] ?? '') : ''

type View = { readonly value: Json | undefined; readonly at: Path }

type Within = {
  readonly whole: Json | undefined
  readonly base: readonly string[]
  readonly written: Side
  readonly before: ReadonlySet<string>
}

/** The elements that may be the one: that of the name, or each that was not there before. */
const elementsIn = ({ ids, named }: Element, { whole, base, written, before }: Within): readonly View[] => {
  if (!isList(whole)) return []
  const name = named && valueAt(written, named)
  return whole
    .map((value, index): View => ({ value, at: [...base, index] }))
    .filter(({ value }) => {
      const id = idIn(value, ids)
      if (named) return id !== undefined && id === String(name)
      return id === undefined || !before.has(id)
    })
}

export const idIn = (value: unknown, names: readonly string[]): string | undefined => {
  if (!isObject(value)) return undefined
  const name = names.find((one) => typeof value[one] === 'string' || typeof value[one] === 'number')
  return name === undefined ? undefined : asText(value[name])
}

const sentValue = (
  from: Sent,
  { sent, written, shown }: { readonly sent: Json; readonly written: Side; readonly shown: Side },
): Json | undefined => {
  switch (from.kind) {
    case 'member':
      return at(sent, from.steps)
    case 'place':
      return valueAt(from.place.in === 'reply' ? shown : written, from.place)
    case 'moment':
      return written.exchange.at
    case 'constant':
      return from.value
  }
}

type Compared = {
  readonly written: Side
  readonly shown: Side
  readonly media: string
  readonly view: View
  readonly place: Path
  readonly sent: Json | undefined
  readonly received: Json | undefined
}

const compared = (member: Member, one: Compared): readonly RelationResult[] => {
  const sent = one.sent ?? member.leftOut
  if (sent === undefined || sent === null) return []
  if (member.leftOut !== undefined && !isBlank(one.sent)) return []
  if (member.pairs) return paired(member, { ...one, sent })
  return [single(member, { ...one, sent })]
}

const single = (
  member: Member,
  { sent, received, place, media }: Compared & { readonly sent: Json },
): RelationResult => {
  const { facet, name } = member
  const finding = {
    message: `${name} does not come back as it was sent`,
    at: pointer(place),
    expected: JSON.stringify(sent),
    received: brief(received),
  }
  // Nothing may be kept as no text at all.
  if (sent === '' && isBlank(received))
    return { kind: 'untested', facet, reason: `${name} was sent with nothing in it` }
  if (received === undefined) return missing(member, { ...finding, message: `${name} does not come back` })
  if (isAlike(member.compare, sent, received))
    // A list or object with nothing in it says no more than that it is there.
    return saysNothing(sent)
      ? { kind: 'untested', facet, reason: `${name} was sent with nothing in it` }
      : { kind: 'passed', facet }
  const wide = member.wide.find(
    (reading) => (reading.media === undefined || media.includes(reading.media)) && isAlike(reading, sent, received),
  )
  if (wide) return { kind: 'warned', facet, finding, ambiguities: [wide.ambiguity] }
  const kept = openChanges.find(({ of }) => isAlike(member.compare, of(sent), of(received)))
  if (kept)
    return {
      kind: 'warned',
      facet,
      finding: { ...atMember(member, { finding, sent, received, place }), expected: kept.expected },
      ambiguities: [],
    }
  return { kind: 'failed', facet, finding: atMember(member, { finding, sent, received, place }) }
}

const comparesMembers = ({ as }: Comparison): boolean => as === 'members' || as === 'only-members'

/** Of an object the first member that is wrong is reported. */
const atMember = (
  { compare, name }: Member,
  {
    finding,
    sent,
    received,
    place,
  }: { readonly finding: Finding; readonly sent: Json; readonly received: Json; readonly place: Path },
): Finding => {
  if (!comparesMembers(compare) || !isObject(sent) || !isObject(received)) return finding
  const [wrong = ''] = otherMembers(sent, received)
  return {
    message: `${wrong} of ${name} does not come back as it was sent`,
    at: pointer([...place, wrong]),
    expected: JSON.stringify(sent[wrong]),
    received: brief(received[wrong]),
  }
}

type Finding = { readonly message: string; readonly at: string; readonly expected: string; readonly received: string }

const saysNothing = (value: Json): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => isBlank(one))

const missing = ({ facet, absent }: Member, finding: Finding): RelationResult => {
  switch (absent.kind) {
    case 'broken':
      return { kind: 'failed', facet, finding }
    case 'wide':
      return { kind: 'warned', facet, finding, ambiguities: [absent.ambiguity] }
    case 'open':
      return { kind: 'untested', facet, reason: absent.reason }
  }
}

/** Lists of the same length, and the members of each pair: by a member where the target keeps it, else in their order. */
const paired = (member: Member, one: Compared & { readonly sent: Json }): readonly RelationResult[] => {
  const { sent, received, place, media } = one
  const { facet, name, pairs } = member
  if (!isList(sent) || !pairs || sent.length === 0) return []
  if (received === undefined) return [missing(member, notThere(name, { sent, place }))]
  const back = isList(received) ? received : undefined
  if (!back || back.length !== sent.length) {
    const finding = {
      message: `${name} comes back with another number of elements`,
      at: pointer(place),
      expected: `${sent.length} elements`,
      received: back ? `${back.length} elements` : brief(received),
    }
    const wide = member.wide.find(({ media: only }) => only === undefined || media.includes(only))
    return [
      wide ? { kind: 'warned', facet, finding, ambiguities: [wide.ambiguity] } : { kind: 'failed', facet, finding },
    ]
  }
  return [
    { kind: 'passed', facet },
    ...pairsOf(sent, back, pairs.by).flatMap(([element, index]) =>
      pairs.members.flatMap((inner) => {
        const value = inner.sent.kind === 'member' ? at(element, inner.sent.steps) : undefined
        return compared(isLostIn(back, inner, value) ? { ...inner, absent: { kind: 'broken' } } : inner, {
          ...one,
          sent: value,
          received: at(back[index], inner.received),
          place: [...place, index, ...inner.received],
        })
      }),
    ),
  ]
}

/** Who shows a member of one element does not leave it out of another, but for what says as little as its absence. */
const isLostIn = (back: readonly Json[], { absent, received }: Member, sent: Json | undefined): boolean =>
  absent.kind === 'open' && sent !== 0 && sent !== false && back.some((one) => !isBlank(at(one, received)))

const notThere = (name: string, { sent, place }: { readonly sent: Json; readonly place: Path }): Finding => ({
  message: `${name} does not come back`,
  at: pointer(place),
  expected: brief(sent),
  received: 'nothing',
})

const pairsOf = (
  sent: readonly Json[],
  back: readonly Json[],
  by: string | undefined,
): readonly (readonly [Json, number])[] => {
  const key = (value: Json) => (by !== undefined && isObject(value) ? asText(value[by]) : undefined)
  const places = sent.map((one) => back.flatMap((other, index) => (key(other) === key(one) ? [index] : [])))
  const keeps = by !== undefined && places.every(({ length }) => length === 1)
  return sent.map((one, index) => [one, keeps ? (places[index]?.[0] ?? index) : index])
}
