import type { Ambiguity } from '../core/ambiguity.ts'
import { matchesGlob } from '../core/glob.ts'
import type { ContractReport, ReadingReport, RequirementReport } from '../core/report.ts'

type Judged = Pick<ContractReport, 'id' | 'requirements'>

/**
 * Which reading of the documents' contradictions the target lives in, as far as the evidence tells, by number.
 *
 * A finding that only the wide reading allows tells the wide one; a requirement that was kept tells the strict one
 * where the ambiguity names it, for the others may be kept under both.
 */
export const readingsOf = (contract: Judged, ambiguities: readonly Ambiguity[]): readonly ReadingReport[] => {
  const wide = alike(contract.requirements.flatMap((one) => wideReadings(one, contract, ambiguities)))
  const ambiguous = new Set(wide.flatMap(({ ambiguity, besides = [] }) => [ambiguity, ...besides]))
  const strict = ambiguities.flatMap((one) => (ambiguous.has(one.number) ? [] : strictReading(one, contract)))
  return [...wide, ...strict].sort((one, other) => one.ambiguity - other.ambiguity)
}

const wideReadings = (
  { id, findings }: RequirementReport,
  contract: Judged,
  ambiguities: readonly Ambiguity[],
): readonly ReadingReport[] =>
  findings.slice(0, 1).flatMap(({ ambiguities: numbers, message }) => {
    const named = deciding(numbers, id, { contract, ambiguities })
    const [one] = named
    if (one && named.length === 1)
      return [{ ambiguity: one.number, reading: 'wide', text: one.wide, requirement: id, more: 0 }]
    // Which of several it is the evidence does not say.
    const [ambiguity, ...besides] = named.length > 0 ? named.map(({ number }) => number) : numbers
    if (ambiguity === undefined) return []
    const rest = besides.length > 0 ? { besides } : {}
    return [{ ambiguity, ...rest, reading: 'wide', text: message, requirement: id, more: 0 }]
  })

type Both = Extract<Ambiguity, { readonly resolution: 'both' }>

/** Of the numbers a finding names those that it can be about: the one the requirement tells, or those no other tells. */
const deciding = (
  numbers: readonly number[],
  id: string,
  { contract, ambiguities }: { readonly contract: Judged; readonly ambiguities: readonly Ambiguity[] },
): readonly Both[] => {
  const ambiguous = ambiguities.filter((one): one is Both => one.resolution === 'both' && numbers.includes(one.number))
  if (numbers.length === 1) return ambiguous
  const telling = ambiguous.filter((one) => tells(one, id, contract))
  return telling.length > 0 ? telling : ambiguous.filter(({ by = [] }) => by.length === 0)
}

const strictReading = (one: Ambiguity, contract: Judged): readonly ReadingReport[] => {
  if (one.resolution !== 'both') return []
  const spoken = contract.requirements.filter(({ id }) => tells(one, id, contract))
  const [first] = spoken.filter(({ verdict }) => verdict === 'pass')
  const isBroken = spoken.some(({ verdict }) => verdict === 'fail' || verdict === 'warn')
  return first && !isBroken
    ? [{ ambiguity: one.number, reading: 'strict', text: one.strict, requirement: first.id, more: 0 }]
    : []
}

const tells = (one: Ambiguity, id: string, contract: Judged): boolean =>
  one.resolution === 'both' && (one.by ?? []).some((glob) => matchesGlob(`${contract.id}/${glob}`, id))

/** Findings that tell the same of the same number are one reading. */
const alike = (readings: readonly ReadingReport[]): readonly ReadingReport[] => {
  const first = new Map<string, ReadingReport>()
  for (const one of readings) {
    const key = [one.ambiguity, ...(one.besides ?? [])].join()
    const known = first.get(key)
    first.set(key, known ? { ...known, more: known.more + 1 } : one)
  }
  return [...first.values()]
}
