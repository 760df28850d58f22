import { ambiguitiesOfContract } from '../contracts/ambiguities.ts'
import type { Contract } from '../contracts/contract.ts'
import { loadContract } from '../contracts/load.ts'
import type { PackedResult } from '../core/case.ts'
import type { CaseLine, EvidenceLine, RunLine } from '../core/evidence-line.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Report } from '../core/report.ts'
import { lastCounts, noCounts, type RunCounts, sumOfCounts } from '../core/run-counts.ts'
import { classTotals } from '../generators/class-register.ts'
import { buildReport } from '../reports/build.ts'
import type { ContractRun } from '../reports/contract-run.ts'
import { withSamples } from '../reports/with-samples.ts'
import { isTaken } from '../suites/attempt-answer.ts'
import { unpackResult } from '../suites/packed-result.ts'
import { chosen } from './chosen.ts'
import { assertBegun } from './evidence.ts'
import { type ContractSources, recordedContract } from './recorded-contract.ts'
import { UsageError } from './usage-error.ts'

/** The report of what files of evidence hold: those of one run, cut off or whole, or of all its shards. */
export const rebuild = async (
  files: readonly (readonly EvidenceLine[])[],
  sources: ContractSources = {},
): Promise<Report> => {
  for (const file of files) assertBegun(file)
  const runs = files.flat().filter((line) => line.kind === 'run')
  const [first] = runs
  if (!first) throw new UsageError('The evidence holds no run.')
  const startedAt = runs.map((run) => run.startedAt).sort()[0] ?? first.startedAt
  const facts = {
    version: first.version,
    seed: first.seed,
    startedAt: new Date(startedAt),
    durationMs: Math.max(...files.map(durationOf)),
    interrupted: files.some(isCutOff),
  }
  const contracts = [...new Set(runs.map(({ contract }) => contract))]
  const report = buildReport(facts, await Promise.all(contracts.map((id) => contractRun(id, files, sources))))
  return withSamples(report, new Map(contracts.map((id) => [id, exchangesOf(id, files.flat())])))
}

const contractRun = async (
  id: string,
  files: readonly (readonly EvidenceLine[])[],
  sources: ContractSources,
): Promise<ContractRun> => {
  const lines = files.flat()
  const run = lines.find((line): line is RunLine => line.kind === 'run' && line.contract === id)
  if (!run) throw new UsageError(`The evidence holds no run of ${id}.`)
  const { workflows = [] } = run.settings
  const contract = await loadContract(recordedContract(run.settings.contract, sources.named ?? []), {
    ...sources,
    workflows,
  })
  if (contract.digest !== run.digest)
    throw new UsageError(
      `The contract ${id} has changed since the evidence was written (${run.digest} then, ${contract.digest} now): render it with the version that wrote it, ${run.version}.`,
    )
  const cases = lines.filter((line): line is CaseLine => line.kind === 'case' && line.contract === id)
  if (cases.some(({ result }) => !('observed' in result)))
    throw new UsageError(
      `The evidence was written by a version that did not count in how many exchanges a promise was seen: render it with that version, ${run.version}.`,
    )
  const exchanges = exchangesOf(id, lines)
  // A case that was done twice counts as it was last.
  const last = new Map(cases.map((line) => [line.result.id, line]))
  return {
    id,
    title: contract.title,
    digest: contract.digest,
    target: run.target,
    requirements: chosen(contract.requirements, run.settings.filter),
    classes: classTotals(contract),
    ambiguities: ambiguitiesOfContract(id),
    ...(contract.isForeign ? { isForeign: true } : {}),
    results: [...last.values()].map(({ result }) =>
      unpackResult(withExchanges(result, exchanges), contract.requirements),
    ),
    counts: files.map((file) => countsOf(file, contract)).reduce(sumOfCounts, noCounts),
    errors: [...last.values()].flatMap(({ result, error }) => (error === undefined ? [] : [`${result.id}: ${error}`])),
    settings: run.settings,
  }
}

const exchangesOf = (id: string, lines: readonly EvidenceLine[]): ReadonlyMap<string, Exchange> =>
  new Map(
    lines.flatMap((line) =>
      line.kind === 'exchange' && line.contract === id ? [[line.exchange.id, line.exchange] as const] : [],
    ),
  )

const withExchanges = (result: CaseLine['result'], known: ReadonlyMap<string, Exchange>): PackedResult => ({
  ...result,
  exchanges: result.exchanges.flatMap((id) => known.get(id) ?? []),
})

/** Counts start anew with each `run` line: those of all parts are added up. */
const countsOf = (file: readonly EvidenceLine[], contract: Contract): RunCounts => {
  const parts: EvidenceLine[][] = []
  for (const line of file) {
    if (line.kind === 'end' || line.contract !== contract.id) continue
    if (line.kind === 'run') parts.push([])
    parts.at(-1)?.push(line)
  }
  return parts.map((part) => countsOfPart(part, contract)).reduce(sumOfCounts, noCounts)
}

/** As all cases told them; a part that was cut off has sent more since. */
const countsOfPart = (lines: readonly EvidenceLine[], { operations }: Contract): RunCounts => {
  const told = lines.flatMap((line) => (line.kind === 'case' ? [line.counts] : []))
  const last = told.reduce(lastCounts, noCounts)
  const exchanges = lines.flatMap((line) => (line.kind === 'exchange' ? [line.exchange] : []))
  const outcomes = exchanges.map(({ outcome }) => outcome.kind)
  const taken = exchanges.filter((one) =>
    isTaken(
      operations.find(({ id }) => id === one.operation),
      one,
    ),
  )
  return {
    ...last,
    sent: Math.max(last.sent, outcomes.filter((kind) => kind !== 'withheld').length),
    answered: Math.max(last.answered, outcomes.filter((kind) => kind === 'reply').length),
    accepted: taken.length,
  }
}

/** Whether the last part of a run has no end that tells of all its cases, or one by interruption. */
export const isCutOff = (file: readonly EvidenceLine[]): boolean => {
  const part = file.slice(file.findLastIndex(({ kind }) => kind === 'run') + 1)
  const end = part.at(-1)
  const count = (kind: EvidenceLine['kind']): number => part.filter((line) => line.kind === kind).length
  return end?.kind !== 'end' || end.interrupted || count('end') > 1 || end.cases !== count('case')
}

/** Of all parts that came to an end, and of the last up to its last exchange. */
const durationOf = (file: readonly EvidenceLine[]): number => {
  const ended = file.reduce((total, line) => (line.kind === 'end' ? total + line.durationMs : total), 0)
  const lastRun = file.findLastIndex(({ kind }) => kind === 'run')
  if (file.slice(lastRun).some(({ kind }) => kind === 'end')) return ended
  const run = file[lastRun]
  const lastAt = file.findLast((line) => line.kind === 'exchange' && line.exchange.at !== undefined)
  const from = run?.kind === 'run' ? Date.parse(run.startedAt) : 0
  const until = lastAt?.kind === 'exchange' ? Date.parse(lastAt.exchange.at ?? '') : from
  return ended + Math.max(0, until - from)
}
