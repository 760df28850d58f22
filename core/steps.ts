import type { Among } from './among.ts'
import type { Exchange } from './exchange.ts'
import { tells } from './made.ts'
import { isOwn, type Made, makersIn } from './makers.ts'
import { addressOf, holds, isSame, isWrite, marksIn, textOf } from './request-text.ts'

/** A request that leads to a finding, or the one that shows it, which is the last. */
export type Step = {
  readonly exchange: Exchange
  /** So often it was sent in a row: this is the last time. */
  readonly times: number
  readonly takes: readonly Capture[]
  /** JSON Pointer of what its reply said, which may take a while after what earlier steps made. */
  readonly awaits?: string
}

/** A value that stands in a request, and was made by the reply to an earlier step. */
export type Capture = {
  /** Of the variable, fit for any shell or language. */
  readonly name: string
  /** JSON Pointer into the reply's body, or `header location` for the last segment of its path. */
  readonly pointer: string
  /** Id of the exchange whose reply it is. */
  readonly from: string
  readonly value: string
  /** Present where it lies in one element of a list: which. */
  readonly among?: Among
}

export type StepsOptions = {
  /** Id of the exchange that shows the finding. */
  readonly shown: string
  /** The run's own mark in values that must be unique. */
  readonly tag: string
  /** Where in the reply the finding is. @defaultValue nowhere in particular */
  readonly at?: string
  /** Ids of exchanges that it compares with others. @defaultValue none */
  readonly rests?: readonly string[]
}

/**
 * The steps of a finding: of all that its case sent before, what matters. A reply that made a value which a later step
 * sends; what it is compared with; what its case sent before just so; a write that shares a unique value with a later step or, in a story, its address.
 * A story of which nothing is linked keeps all its writes.
 */
export const stepsOf = (
  exchanges: readonly Exchange[],
  { shown, tag, at: place = '', rests = [] }: StepsOptions,
): readonly Step[] => {
  const last = exchanges.find(({ id }) => id === shown)
  if (!last) return []
  const rules = { exchanges, last, tag }
  const linked = keptOf({ ...rules, isForced: ({ id }) => rests.includes(id) })
  const kept =
    shown.startsWith('flow/') && linked.length === 1
      ? keptOf({ ...rules, isForced: (one) => rests.includes(one.id) || (isOwn(one, last) && isWrite(one)) })
      : linked
  const { madeFor } = makersIn(exchanges)
  const steps = withTakes(
    kept,
    kept.flatMap((one, place) => madeFor(one, kept.slice(place + 1), last)),
  )
  const end = steps.at(-1)
  return end && isAwaited(end, place) ? [...steps.slice(0, -1), { ...end, awaits: place }] : steps
}

/** What is read of a thing that was just made may not be there yet. */
const isAwaited = ({ exchange, takes }: Step, place: string): boolean =>
  exchange.isSafe === true && takes.length > 0 && place.startsWith('/') && tells(exchange, place)

/** So often more a reply is asked for that showed something only after a while. */
export const patience = 20

type Rules = {
  readonly exchanges: readonly Exchange[]
  readonly last: Exchange
  readonly tag: string
  readonly isForced: (exchange: Exchange) => boolean
}

/** Walks back from the last: what nothing later rests on is left out. */
const keptOf = ({ exchanges, last, tag, isForced }: Rules): readonly Exchange[] => {
  const { placeOf, madeFor } = makersIn(exchanges)
  const kept: Exchange[] = [last]
  for (const one of exchanges.slice(0, placeOf(last)).toReversed()) {
    const isNeeded =
      isForced(one) ||
      kept.some((later) => isBeside(one, later) || (isWrite(one) && sharesMark(one, later, tag))) ||
      madeFor(one, kept, last).length > 0
    if (isNeeded) kept.unshift(one)
  }
  return kept
}

/** Both belong to one case, and are the same request or, in a story, about the same thing. */
const isBeside = (one: Exchange, later: Exchange): boolean =>
  isOwn(one, later) && (isSame(one, later) || (isWrite(one) && isKnown(one) && sharesAddress(one, later)))

const sharesMark = (one: Exchange, later: Exchange, tag: string): boolean => {
  const marks = marksIn(one.request, tag)
  return marksIn(later.request, tag).some((mark) => marks.includes(mark))
}

/** Both are about the same thing: one address lies at or below the other, and names a thing of its own. */
const sharesAddress = (one: Exchange, later: Exchange): boolean => {
  const [first, second] = [addressOf(one), addressOf(later)]
  return first !== undefined && second !== undefined && (first.startsWith(second) || second.startsWith(first))
}

/** Stories, and what makes fixtures, send what belongs together; other cases try one thing after the other. */
const isKnown = ({ id }: Exchange): boolean => /^(?:flow|setup)\//.test(id)

/** Requests that were sent again and again become one step, unless each reply made what another step takes. */
const withTakes = (kept: readonly Exchange[], made: readonly Made[]): readonly Step[] => {
  const names = namesOf(made)
  const named = made.map((one, place) => ({ name: names[place] ?? one.from, ...one }))
  const steps: Step[] = []
  for (const [place, exchange] of kept.entries()) {
    const earlier = new Set(kept.slice(0, place).map(({ id }) => id))
    const takes = named.filter(({ from, value }) => earlier.has(from) && holds(textOf(exchange.request), value))
    const previous = steps.at(-1)
    const isAgain =
      previous && isSame(previous.exchange, exchange) && made.every(({ from }) => from !== previous.exchange.id)
    if (isAgain) steps.pop()
    steps.push({ exchange, times: isAgain ? previous.times + 1 : 1, takes })
  }
  return steps
}

/** Names that scripts have for themselves, and words of the languages they are in. */
const reserved = new Set(
  [
    'reply target token run time text test expect request send member env basic typeOf secret signedIn process arguments eval async of',
    'implements interface package private protected public undefined NaN Infinity',
    'await break case catch class const continue default delete do else enum export extends false finally for function if',
    'import in instanceof let new null return static super switch this throw true try typeof var void while with yield',
  ].flatMap((line) => line.split(' ')),
)

/** Called after the member that holds it: `orderId`, and `orderId_2` for another. */
const namesOf = (made: readonly Made[]): readonly string[] => {
  const plain = made.map(({ pointer }) => nameOf(pointer))
  return plain.map((name, place) => {
    const before = plain.slice(0, place).filter((other) => other === name).length
    return before === 0 ? name : `${name}_${before + 1}`
  })
}

const nameOf = (pointer: string): string => {
  const step = pointer.split('/').findLast((one) => /[A-Za-z]/.test(one)) ?? 'value'
  const word = step
    .replace('header ', '')
    .replace(/\W+/g, '_')
    .replace(/^[\d_]+/, '')
  return reserved.has(word) || word.length < 2 ? `${word}Value` : word.charAt(0).toLowerCase() + word.slice(1)
}
