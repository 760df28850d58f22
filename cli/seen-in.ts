import type { Contract } from '../contracts/contract.ts'
import type { Exchange } from '../core/exchange.ts'
import { lastCounts, noCounts, type RunCounts, sumOfCounts } from '../core/run-counts.ts'
import { isTaken } from '../suites/attempt-answer.ts'
import { bodies } from './bodies.ts'
import { linesIn } from './evidence.ts'
import type { Outline } from './outline.ts'

/** What a file of evidence holds of one contract: the exchanges that are asked for, and what was sent in all. */
export type Seen = { readonly exchanges: ReadonlyMap<string, Exchange>; readonly counts: RunCounts }

export type Wanted = { readonly contract: Contract; readonly exchanges: ReadonlySet<string> }

/** Of each contract, in their order. The file is read through once, and of it no more is kept than is asked for. */
export const seenIn = async ({ path, above }: Outline, wanted: readonly Wanted[]): Promise<readonly Seen[]> => {
  const asked = wanted.flatMap(({ contract, exchanges }) =>
    [...exchanges].flatMap((id) => above.get(`${contract.id} ${id}`) ?? []),
  )
  const whole = bodies(new Set(asked))
  const looks = new Map(wanted.map((one) => [one.contract.id, look(one)] as const))
  for await (const line of linesIn(path)) {
    if (line.kind === 'end') continue
    const one = looks.get(line.contract)
    if (line.kind === 'run') one?.begin()
    else if (line.kind === 'case') one?.counts(line.counts)
    else one?.saw(whole(line))
  }
  return wanted.flatMap(({ contract }) => looks.get(contract.id)?.seen() ?? [])
}

/** Counts start anew with each `run` line: those of all parts are added up. */
type Part = { counts: RunCounts; sent: number; answered: number; taken: number }

const look = ({ contract, exchanges: asked }: Wanted) => {
  const operations = new Map(contract.operations.map((operation) => [operation.id, operation]))
  const exchanges = new Map<string, Exchange>()
  const parts: Part[] = []
  return {
    begin: () => {
      parts.push({ counts: noCounts, sent: 0, answered: 0, taken: 0 })
    },
    counts: (counts: RunCounts) => {
      const part = parts.at(-1)
      if (part) part.counts = lastCounts(part.counts, counts)
    },
    saw: (exchange: Exchange) => {
      if (asked.has(exchange.id)) exchanges.set(exchange.id, exchange)
      const part = parts.at(-1)
      if (!part) return
      const { kind } = exchange.outcome
      if (kind !== 'withheld') part.sent += 1
      if (kind === 'reply') part.answered += 1
      if (isTaken(operations.get(exchange.operation), exchange)) part.taken += 1
    },
    seen: (): Seen => ({ exchanges, counts: parts.map(countsOfPart).reduce(sumOfCounts, noCounts) }),
  }
}

/** As all cases reported them; a part that was cut off has sent more since. */
const countsOfPart = ({ counts, sent, answered, taken }: Part): RunCounts => ({
  ...counts,
  sent: Math.max(counts.sent, sent),
  answered: Math.max(counts.answered, answered),
  accepted: taken,
})
