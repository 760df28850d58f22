import { nearNames, type Secrets } from './auth.ts'
import { type Decoded, decodedOnce, decodedWithPlaces } from './decoded.ts'
import { patternFor } from './escapes.ts'
import { endIn, joinings } from './joined.ts'

/** Where a text shows a secret, and the name that the secret is known by. */
export type Sighting = {
  readonly from: number
  readonly to: number
  readonly name: string
  /** Not in another case than the secret has. */
  readonly isExact: boolean
  /** Only the beginning of the secret, where the text was cut off. */
  readonly isCut: boolean
}

/** All places of a text that show a secret. */
export type Look = (text: string) => readonly Sighting[]

/** So many escapes within escapes are resolved. */
const mostLayers = 10

/** Less of a secret that was cut off gives nothing away. */
const shortestCut = 4

/** What a text that was cut off has in place of the rest. */
const mark = '…'

/**
 * Looks for secrets in every spelling that a target may choose: with any escapes, in base64 within longer base64, in
 * hexadecimal, in any case, and cut off.
 */
export const lookFor = (secrets: Secrets): Look => {
  const needles = needlesOf(secrets)
  if (needles.length === 0) return () => []
  const any = new RegExp([...new Set(needles.map(({ low }) => patternFor(low)))].sort(longestFirst).join('|'))
  const beginnings = beginningsOf(needles)
  const wholly = (text: string, low: string): readonly Sighting[] => (any.test(low) ? wholeIn(text, low, needles) : [])
  const cutly = (low: string): readonly Sighting[] => (low.includes(mark) ? cutIn(low, beginnings) : [])
  const inView = (text: string): readonly Sighting[] => {
    const low = lowered(text)
    return [
      ...wholly(text, low),
      ...cutly(low),
      ...joinings.flatMap((joining) => {
        const joined = joining(text)
        if (joined === undefined) return []
        const low = lowered(joined.text)
        const seen = [...wholly(joined.text, low), ...cutly(low)]
        if (seen.length === 0) return []
        const places = joined.places()
        return seen.map((one) => ({ ...one, from: places[one.from] ?? text.length, to: endIn(places, one.to) }))
      }),
    ]
  }
  return (text) => {
    const found = [...inView(text)]
    let view = text
    for (let layer = 1; layer < mostLayers; layer += 1) {
      const next = decodedOnce(view)
      if (next === view) break
      const seen = inView(next)
      // Only where something is found are the places worth their time.
      const placeOf = seen.length > 0 ? placesOf(text, layer) : undefined
      if (placeOf) for (const one of seen) found.push({ ...one, from: placeOf(one.from), to: placeOf(one.to) })
      view = next
    }
    return found
  }
}

/** Where a place of the text that was resolved so often stands in the text itself. */
const placesOf = (text: string, layers: number): ((place: number) => number) => {
  const steps: (readonly number[])[] = []
  let view: Decoded = { text, places: [] }
  for (let layer = 0; layer < layers; layer += 1) {
    view = decodedWithPlaces(view.text)
    steps.push(view.places)
  }
  return (place) => steps.reduceRight((at, places) => places[at] ?? text.length, place)
}

/** A spelling of a secret. */
type Needle = {
  readonly name: string
  readonly text: string
  readonly low: string
  /** The same in any case, as hexadecimal digits are. */
  readonly isFree: boolean
  /** Characters before and after it hold a part of the secret too. */
  readonly before: number
  readonly after: number
}

const wholeIn = (text: string, low: string, needles: readonly Needle[]): readonly Sighting[] =>
  needles.flatMap((needle) => {
    const found: Sighting[] = []
    for (let at = low.indexOf(needle.low); at >= 0; at = low.indexOf(needle.low, at + 1)) {
      const end = at + needle.low.length
      const isExact = needle.isFree || text.startsWith(needle.text, at)
      const from = at - (isBase64(text.charAt(at - 1)) ? needle.before : 0)
      const to = end + (isBase64(text.charAt(end)) ? needle.after : 0)
      found.push({ from, to, name: needle.name, isExact, isCut: false })
    }
    return found
  })

const isBase64 = (character: string): boolean => /^[\w+/-]$/.test(character)

/** The beginnings of secrets before the marks of a text that was cut off, perhaps within an escape. */
const cutIn = (low: string, { starts, byStart }: Beginnings): readonly Sighting[] => {
  const found: Sighting[] = []
  for (const { index: from, 1: start = '' } of low.matchAll(starts)) {
    for (const { name, low: needle } of byStart.get(start) ?? []) {
      const to = low.slice(from, from + needle.length + longestEscape).indexOf(mark)
      if (to < 0) continue
      const begun = low.slice(from, from + to)
      const isBegun = [begun, begun.replace(cutEscape, '')].some(
        (one) => one.length >= shortestCut && needle.startsWith(one),
      )
      if (isBegun) found.push({ from, to: from + to, name, isExact: false, isCut: true })
    }
  }
  return found
}

const cutEscape = /(?:%(?:[\da-f]|u[\da-f]{0,3})?|\\(?:u[\da-f]{0,7}|x[\da-f]?|[0-3][0-7]?)?|&#?\w{0,14}|0)$/
const longestEscape = 16

/** The first characters of all needles, and which begin with each. */
type Beginnings = { readonly starts: RegExp; readonly byStart: ReadonlyMap<string, readonly Needle[]> }

const beginningsOf = (needles: readonly Needle[]): Beginnings => {
  const byStart = new Map<string, Needle[]>()
  for (const needle of needles) {
    const start = needle.low.slice(0, shortestCut)
    byStart.set(start, [...(byStart.get(start) ?? []), needle])
  }
  return { starts: new RegExp(`(?=(${[...byStart.keys()].map(patternFor).join('|')}))`, 'g'), byStart }
}

const needlesOf = (secrets: Secrets): readonly Needle[] => {
  const all = Object.entries(secrets).flatMap(([name, values]) =>
    [values].flat().flatMap((value) => spellingsOf(value).map((spelling) => ({ name, ...spelling }))),
  )
  return [...new Map(all.map((one) => [`${one.name}\n${one.text}`, one])).values()]
}

type Spelling = Omit<Needle, 'name'>

/** Encodings of fewer bytes may stand anywhere by chance. */
const fewestBytes = 6

const spellingsOf = (value: string): readonly Spelling[] => {
  const bytes = Buffer.from(value, 'utf8')
  const texts = [
    value,
    value.replaceAll(' ', '+'),
    value.normalize('NFC'),
    value.normalize('NFD'),
    bytes.toString('latin1'),
  ]
  return [...texts.map((text) => plain(text)), ...(bytes.length < fewestBytes ? [] : encodedOf(value))]
}

/** In hexadecimal and base64, also where it was escaped, as for OAuth, or encoded before; and as a list of bytes, or of two bytes each. */
const encodedOf = (value: string): readonly Spelling[] => {
  const bytes = Buffer.from(value, 'utf8')
  const inJson = JSON.stringify(value).slice(1, -1)
  const within = new Set([
    value,
    percentEncoded(value),
    percentEncoded(value).replaceAll('%20', '+'),
    inJson,
    inJson.replaceAll('/', '\\/'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('hex'),
  ])
  const wide = Buffer.from(value, 'utf16le')
  return [
    ...[...within].flatMap((text) => {
      const inside = Buffer.from(text, 'utf8')
      return [...base64Of(inside), { ...plain(inside.toString('hex')), isFree: true }]
    }),
    ...base64Of(wide),
    { ...plain(wide.toString('hex')), isFree: true },
    plain(wide.toString('utf8')),
    ...[',', ', '].map((between) => plain([...bytes].join(between))),
  ]
}

const percentEncoded = (value: string): string => encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd'))

const plain = (text: string): Spelling => ({ text, low: lowered(text), isFree: false, before: 0, after: 0 })

/** In base64 a value reads in one of three ways, by what stands before it; characters at its ends hold others' bits too. */
const base64Of = (bytes: Buffer): readonly Spelling[] =>
  [0, 1, 2].flatMap((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const isEven = (shift + bytes.length) % 3 === 0
    const core = text.slice(shift === 0 ? 0 : shift + 1, isEven ? undefined : -1)
    const edges = { before: shift === 0 ? 0 : 1, after: isEven ? 0 : 1 }
    const forUrl = core.replaceAll('+', '-').replaceAll('/', '_')
    return [...new Set([core, forUrl])].map((one) => ({ ...plain(one), ...edges }))
  })

/** In lower case, and as long as before. */
const lowered = (text: string): string => {
  const low = text.toLowerCase()
  return low.length === text.length ? low : text.replace(/[A-Z]+/g, (some) => some.toLowerCase())
}

const longestFirst = (one: string, other: string): number => other.length - one.length

/**
 * The places to replace, in order and apart from each other. What overlaps is one place, called after the longest that
 * is spelt as the secret is; what was made from a secret in order to be refused gives way to the secret itself.
 */
export const apart = (sightings: readonly Sighting[]): readonly Sighting[] => {
  const sorted = [...sightings].sort((one, other) => one.from - other.from)
  const exact = sorted.filter(({ isExact, name }) => isExact && !nearNames.includes(name))
  const own = withoutCovered(sorted, exact)
  const clusters: { best: Sighting; from: number; to: number }[] = []
  let end = -1
  for (const one of own) {
    const last = clusters.at(-1)
    if (!last || one.from >= end) {
      clusters.push({ best: one, from: one.from, to: one.to })
      end = one.to
      continue
    }
    if (weight(one) > weight(last.best)) last.best = one
    last.to = Math.max(last.to, one.to)
    end = Math.max(end, one.to)
  }
  return clusters.map(({ best, from, to }) => ({ ...best, from, to }))
}

/** Without what was made from a secret where the secret itself stands. Both in order, as there may be very many. */
const withoutCovered = (sorted: readonly Sighting[], exact: readonly Sighting[]): readonly Sighting[] => {
  let furthest = 0
  const reached = exact.map(({ to }) => {
    furthest = Math.max(furthest, to)
    return furthest
  })
  return sorted.filter((one) => {
    if (!nearNames.includes(one.name)) return true
    const before = countBefore(exact, one.to)
    return before === 0 || (reached[before - 1] ?? 0) <= one.from
  })
}

/** How many begin before a place, of those that are in order. */
const countBefore = (sorted: readonly Sighting[], place: number): number => {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.from ?? place) < place) low = middle + 1
    else high = middle
  }
  return low
}

const weight = ({ from, to, isExact }: Sighting): number => to - from + (isExact ? 0.5 : 0)
