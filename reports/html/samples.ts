import type { ContractReport, Report } from '../../core/report.ts'
import { longestBody } from './evidence.ts'

/** Characters of requests and replies of passes that the page holds in all. */
const mostSamples = 1_200_000

/** For each contract, the exchanges of passes that the page shows: each once, those of most promises first, until it is full. */
export const shownSamples = ({ contracts }: Report, limit = mostSamples): readonly (readonly string[])[] => {
  const share = limit / Math.max(1, contracts.length)
  return contracts.map((contract) => {
    let length = 0
    return ranked(contract).filter((id) => {
      const next = length + lengthOf(contract, id)
      if (next > share) return false
      length = next
      return true
    })
  })
}

const ranked = ({ requirements, exchanges }: ContractReport): readonly string[] => {
  const counts = new Map<string, number>()
  for (const { sample } of requirements)
    if (sample !== undefined && Object.hasOwn(exchanges, sample)) counts.set(sample, (counts.get(sample) ?? 0) + 1)
  return [...counts].sort(([, one], [, other]) => other - one).map(([id]) => id)
}

/** With its markup. */
const lengthOf = ({ exchanges }: ContractReport, id: string): number => {
  const exchange = exchanges[id]
  if (!exchange) return 0
  const { request, outcome } = exchange
  const received = outcome.kind === 'reply' ? Math.min(outcome.reply.body.length, longestBody) : 0
  return 1_500 + 1.3 * (Math.min(request.body?.length ?? 0, longestBody) + received)
}
