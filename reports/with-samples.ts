import { cutExchange } from '../core/cut-exchange.ts'
import type { Exchange } from '../core/exchange.ts'
import type { ContractReport, Report } from '../core/report.ts'

/** Samples are reported up to so many characters, for each contract: a report is read, and kept. */
const mostCharacters = 700_000

/** The ids of the exchanges that show what passed, by contract. */
export const samplesOf = ({ contracts }: Report): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(
    contracts.map(({ id, requirements, exchanges }) => [
      id,
      new Set(requirements.flatMap(({ sample }) => (sample === undefined || sample in exchanges ? [] : [sample]))),
    ]),
  )

/** Exchanges by id, for each contract. */
export type Found = ReadonlyMap<string, ReadonlyMap<string, Exchange>>

/** The report with the request and reply of each sample, as they stand in the evidence. */
export const withSamples = (report: Report, found: Found): Report => {
  const wanted = samplesOf(report)
  const whole = (contract: ContractReport): ContractReport => {
    const known = found.get(contract.id)
    const samples: (readonly [string, Exchange])[] = []
    let left = mostCharacters
    for (const id of wanted.get(contract.id) ?? []) {
      const exchange = known?.get(id)
      if (!exchange) continue
      const shown = cutExchange(exchange)
      const { length } = JSON.stringify(shown)
      if (length > left) continue
      left -= length
      samples.push([id, shown])
    }
    return samples.length === 0
      ? contract
      : { ...contract, exchanges: { ...contract.exchanges, ...Object.fromEntries(samples) } }
  }
  return { ...report, contracts: report.contracts.map(whole) }
}
