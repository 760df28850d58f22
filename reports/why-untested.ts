import type { Depth } from '../core/depth.ts'
import type { Pinned } from '../core/report.ts'
import type { Requirement } from '../core/requirement.ts'

/** The places of replies that were looked at, each with its operation and status. */
export type SeenPlaces = ReadonlySet<string>

/** What a run did and was given, as far as it says why something was not tried. */
export type Tried = {
  readonly seen: SeenPlaces
  /** What fixtures give whole. @defaultValue nothing */
  readonly pinned?: readonly Pinned[] | undefined
  readonly depth?: Depth | undefined
}

/** Why a requirement was not tried of which no case says so, with what would let it be tried. */
export const whyUntested = (requirement: Requirement, { seen, pinned = [], depth = 'default' }: Tried): string => {
  const reason = whyNoCase(requirement, { seen, pinned })
  const isFull = depth !== 'quick' || requirement.testedBy.kind === 'nothing'
  return isFull ? reason : `${reason} (at --depth quick; --depth default tries more)`
}

type Run = { readonly seen: SeenPlaces; readonly pinned: readonly Pinned[] }

const whyNoCase = (requirement: Requirement, { seen, pinned }: Run): string => {
  const { testedBy, fixtures } = requirement
  const needs = fixtures.length > 0 ? `${notSent}: ${askFor(fixtures)}` : undefined
  switch (testedBy.kind) {
    case 'nothing':
      return testedBy.how
    case 'reply':
      return isSeen(placeIn(requirement), seen) ? unseen(requirement, seen) : noReply(requirement, seen)
    case 'violation':
      return 'no request could be made that breaks this rule and no other'
    case 'acceptance':
      return testedBy.unless ?? needs ?? givenWhole(requirement, pinned) ?? notSent
    case 'flow':
      return needs ?? notSent
  }
}

const notSent = 'no request was sent that would show it'

/** Of a member within what a fixture gives: nothing is added to that, and nothing left out. */
const givenWhole = (requirement: Requirement, pinned: readonly Pinned[]): string | undefined => {
  const { reply, steps } = placeIn(requirement)
  if (!reply.endsWith('/request')) return undefined
  const place = steps.join('/')
  const by = pinned.find(({ places }) => places.some((one) => place.startsWith(`${one}/`)))
  return by
    ? `requests hold what --fixture ${by.fixture} gives, as it is: give it a list of values, some with this field and some without`
    : undefined
}

/** True too where a value was given, and was not of the kind that leads there. */
const noReply = (requirement: Requirement, seen: SeenPlaces): string => {
  const { fixtures } = requirement
  if (fixtures.length === 0) return unseen(requirement, seen)
  const status = statusIn(placeIn(requirement))
  return `${status === undefined ? 'no exchange showed it' : `no ${status} response was received`}: ${askFor(fixtures)}`
}

/** `give --fixture orderId=… and --fixture basketId=…, with values that lead to it` */
const askFor = (fixtures: readonly string[]): string => {
  const flags = fixtures.map((name) => (name === 'webhook' ? '--webhook-port N' : `--fixture ${name}=…`))
  const values = fixtures.filter((name) => name !== 'webhook').length
  const how = [
    ...(values > 0 ? [values === 1 ? 'a value that leads to it' : 'values that lead to it'] : []),
    ...(fixtures.includes('webhook') ? ['the target subscribed to that port'] : []),
  ]
  return `give ${flags.join(' and ')}, with ${how.join(' and ')}`
}

type Named = Pick<Requirement, 'id' | 'operation'>

export const seenPlaces = (looked: readonly Named[]): SeenPlaces =>
  new Set(looked.filter(({ id }) => !speaksOfAbsence.test(id)).map((one) => keyOf(placeIn(one))))

/** Such a promise is kept or broken by a member that is not there. */
const speaksOfAbsence = /\/(?:required|not)$/

type Place = {
  /** `getOrder/response.200` */
  readonly reply: string
  readonly steps: readonly string[]
  readonly keyword: string
}

const placeIn = ({ id, operation }: Named): Place => {
  const [reply = '', ...rest] = id.slice(id.indexOf(`/${operation}/`) + operation.length + 2).split('/')
  return { reply: `${operation}/${reply}`, steps: rest.slice(0, -1), keyword: rest.at(-1) ?? '' }
}

/** Whether any reply of the status was looked at. */
const isSeen = ({ reply }: Place, seen: SeenPlaces): boolean =>
  [...seen].some((place) => place === reply || place.startsWith(`${reply}/`))

const keyOf = ({ reply, steps }: Pick<Place, 'reply' | 'steps'>): string => [reply, ...steps].join('/')

const statusIn = ({ reply }: Place): string | undefined => /\/response\.(\w+)$/.exec(reply)?.[1]

/** Reported without the operation: what one reply lacks is mostly wanting from the replies of the others too. */
const unseen = (requirement: Requirement, seen: SeenPlaces): string => {
  const place = placeIn(requirement)
  const { reply, steps, keyword } = place
  const status = statusIn(place)
  if (status === undefined) return 'no exchange showed it: give the values that its requests need with --fixture'
  if (!isSeen(place, seen))
    return `no ${status} response was received: set the target up so that it sends one, and give what that needs with --fixture`
  const missing = wayTo(steps).find((part) => !seen.has(`${reply}/${part}`))
  if (missing === undefined && keyword === 'format')
    return `no ${status} response had the field as text, and its format is a rule of text only: nothing to do if the field may be a number`
  if (missing === undefined) return `no ${status} response had the field as a type that ${keyword} applies to`
  const remedy = /^[45]/.test(status)
    ? 'have the target send it in such a refusal'
    : 'seed the target with data that has it, and give it with --fixture'
  return `${missing} never appeared in a ${status} response: ${remedy}`
}

/** Every place on the way to a member, the outermost first: `payments`, `payments[]`, `payments[]/amount`. */
const wayTo = (steps: readonly string[]): readonly string[] =>
  steps.flatMap((step, index) => {
    const lists = [...step.matchAll(/\[\]/g)].map(({ index: at }) => step.slice(0, at + 2))
    return [step.replace(/(?:\[\])+$/, ''), ...lists].map((one) => [...steps.slice(0, index), one].join('/'))
  })
