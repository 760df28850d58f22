import type { CaseResult, PackedResult } from '../core/case.ts'
import type { Evidence } from '../core/finding.ts'
import type { Observed } from '../core/observed.ts'
import { oncePer } from '../core/once-per.ts'
import type { Requirement } from '../core/requirement.ts'

/** @throws where a case tells of something that is no requirement: see `registered` */
export const packResult = (raw: CaseResult, requirements: readonly Requirement[]): PackedResult => {
  const { evidence, observed, classes, ...result } = registered(raw, requirements)
  const index = indexOf(requirements)
  const placeOf = (id: string): number => {
    const place = index.get(id)
    if (place === undefined) throw new Error(`${id} is no requirement.`)
    return place
  }
  const isKept = ({ verdict }: Evidence) => verdict === 'pass'
  const shownBy = shownIn(result.id, evidence.filter(isKept), placeOf)
  return {
    ...result,
    kept: evidence.filter(isKept).map(({ requirement }) => placeOf(requirement)),
    ...(shownBy.length > 0 ? { shownBy } : {}),
    other: evidence.filter((one) => !isKept(one)),
    observed: Object.entries(observed).map(([id, exchanges]) => [placeOf(id), exchanges] as const),
    ...(classes ? { classes: classes.map(([id, index]) => [placeOf(id), index] as const) } : {}),
  }
}

/** One exchange for each requirement, in the order of the register: the same again, when it is unpacked and packed. */
const shownIn = (
  caseId: string,
  kept: readonly Evidence[],
  placeOf: (id: string) => number,
): NonNullable<PackedResult['shownBy']> => {
  const exchangeOf = new Map<number, string>()
  for (const { requirement, exchange } of kept) {
    const place = placeOf(requirement)
    if (exchange === undefined || exchangeOf.has(place)) continue
    exchangeOf.set(place, exchange.startsWith(`${caseId}#`) ? exchange.slice(caseId.length) : exchange)
  }
  const shown = new Map<string, number[]>()
  for (const [place, id] of [...exchangeOf].sort(([one], [other]) => one - other)) {
    const places = shown.get(id)
    if (places) places.push(place)
    else shown.set(id, [place])
  }
  return [...shown]
}

/**
 * The result with all that it tells at requirements. A finding about something that the register has no requirement
 * for, such as a keyword within a condition, is reported at the nearest place that has one. A fault of our own, which is
 * reported by itself, needs none.
 *
 * @throws where a case tells of something else that is no requirement: it would be reported nowhere
 */
export const registered = (result: CaseResult, requirements: readonly Requirement[]): CaseResult => {
  const register = { index: indexOf(requirements), caseId: result.id }
  const homes = new Map<string, string>()
  for (const { requirement, finding } of result.evidence) {
    if (register.index.has(requirement)) homes.set(requirement, requirement)
    else if (finding) homes.set(requirement, nearest(requirement, register))
  }
  return {
    ...result,
    evidence: result.evidence.flatMap((one) => {
      const requirement = homes.get(one.requirement)
      if (requirement === undefined && one.verdict !== 'error')
        throw new Error(`${result.id} tells that ${one.requirement} is ${one.verdict}, which is no requirement.`)
      return requirement === undefined ? [] : [{ ...one, requirement }]
    }),
    observed: movedTo(homes, result.observed),
  }
}

/** What two ids that became one were seen in may be the same exchanges: the larger number is sure. */
const movedTo = (homes: ReadonlyMap<string, string>, observed: Observed): Observed => {
  const moved = new Map<string, number>()
  for (const [id, exchanges] of Object.entries(observed)) {
    const home = homes.get(id)
    if (home !== undefined) moved.set(home, Math.max(moved.get(home) ?? 0, exchanges))
  }
  return Object.fromEntries(moved)
}

type Register = { readonly index: ReadonlyMap<string, number>; readonly caseId: string }

const nearest = (id: string, { index, caseId }: Register): string => {
  const steps = id.split('/')
  const places = steps.slice(fewestSteps).map((_, cut) => steps.slice(0, steps.length - 1 - cut).join('/'))
  for (const place of places) {
    const found = index.has(`${place}/type`)
      ? `${place}/type`
      : [...index.keys()].find((one) => one.startsWith(`${place}/`))
    if (found !== undefined) return found
  }
  throw new Error(`${caseId} has a finding about ${id}, which is no requirement.`)
}

/** Contract, operation and facet: what is further up has nothing to do with it. */
const fewestSteps = 3

const indexOf = oncePer(
  (requirements: readonly Requirement[]) => new Map(requirements.map(({ id }, position) => [id, position])),
)

export const unpackResult = (
  { kept, shownBy = [], other, observed, classes, ...result }: PackedResult,
  requirements: readonly Requirement[],
): CaseResult => {
  const idAt = (place: number): string => requirements[place]?.id ?? ''
  const exchangeOf = new Map(
    shownBy.flatMap(([id, places]) =>
      places.map((place) => [place, id.startsWith('#') ? `${result.id}${id}` : id] as const),
    ),
  )
  const keptAt = (place: number): Evidence => {
    const exchange = exchangeOf.get(place)
    return { requirement: idAt(place), verdict: 'pass', ...(exchange === undefined ? {} : { exchange }) }
  }
  return {
    ...result,
    evidence: [...kept.map(keptAt), ...other],
    observed: Object.fromEntries(observed.map(([place, exchanges]) => [idAt(place), exchanges])),
    ...(classes ? { classes: classes.map(([place, index]) => [idAt(place), index] as const) } : {}),
  }
}
