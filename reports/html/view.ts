import type { ContractReport, Report, RequirementReport } from '../../core/report.ts'
import { type Cause, causesOf, isBroken } from '../causes.ts'
import { readingsOf } from '../readings.ts'
import { warningsOf } from '../warnings.ts'
import { inFull, type Reading, shownEvidence } from './evidence.ts'
import { shownSamples } from './samples.ts'

/** What the sections tell of one contract, worked out once. */
export type View = {
  readonly report: Report
  readonly contract: ContractReport
  readonly broken: readonly Cause[]
  /** Broken too, but known: they do not count. */
  readonly known: readonly RequirementReport[]
  readonly warned: readonly Cause[]
  readonly readings: readonly Reading[]
  /** The ids of a case's exchanges, in the order they were sent. */
  readonly exchangesOf: ReadonlyMap<string, readonly string[]>
  /** The requirements that the page tells in full; the others keep to a row. */
  readonly full: ReadonlySet<RequirementReport>
  /** Those of them whose request and reply are shown; the others' are in report.json. */
  readonly evidence: ReadonlySet<RequirementReport>
  /** Exchanges that show what passed, as many as the page has room for. */
  readonly samples: readonly string[]
}

export const viewsOf = (report: Report): readonly View[] => {
  const views = report.contracts.map((contract) => ({
    report,
    contract,
    broken: causesOf(contract.requirements.filter((one) => isBroken(one) || one.verdict === 'error')),
    known: contract.requirements.filter(({ known }) => known !== undefined),
    warned: causesOf(warningsOf(contract.requirements)),
    readings: readingsIn(contract),
    exchangesOf: byCase(Object.keys(contract.exchanges)),
  }))
  const full = inFull(views)
  const evidence = shownEvidence(full)
  const samples = shownSamples(report)
  return views.map((view, index) => ({
    ...view,
    evidence,
    full: new Set(full.map(({ requirement }) => requirement)),
    samples: samples[index] ?? [],
  }))
}

const readingsIn = (contract: ContractReport): readonly Reading[] =>
  (contract.readings ?? readingsOf(contract, [])).map((reading) => ({
    ...reading,
    requirements: contract.requirements.filter(
      ({ verdict, findings: [first] }) =>
        reading.reading === 'wide' && verdict === 'warn' && first?.ambiguities.includes(reading.ambiguity),
    ),
  }))

/** The case of an exchange: its id reads `<case>#<n>`. */
export const caseOf = (exchange: string): string => exchange.slice(0, Math.max(exchange.lastIndexOf('#'), 0))

const byCase = (ids: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const cases = new Map<string, string[]>()
  for (const id of ids) {
    const known = cases.get(caseOf(id))
    if (known) known.push(id)
    else cases.set(caseOf(id), [id])
  }
  return cases
}
