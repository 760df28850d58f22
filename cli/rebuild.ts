import { ambiguitiesOfContract } from '../contracts/ambiguities.ts'
import { loadContract } from '../contracts/load.ts'
import type { PackedResult } from '../core/case.ts'
import type { CaseLine, RunLine } from '../core/evidence-line.ts'
import type { Report } from '../core/report.ts'
import { noCounts, sumOfCounts } from '../core/run-counts.ts'
import { classTotals } from '../generators/class-register.ts'
import { buildReport } from '../reports/build.ts'
import type { ContractRun } from '../reports/contract-run.ts'
import { type Found, samplesOf, withSamples } from '../reports/with-samples.ts'
import { unpackResult } from '../suites/packed-result.ts'
import { chosen } from './chosen.ts'
import { exchangesIn } from './exchanges-in.ts'
import { assertBegun, type Outline, type OutlineLine } from './outline.ts'
import { type ContractSources, recordedContract } from './recorded-contract.ts'
import { type Seen, seenIn, type Wanted } from './seen-in.ts'
import { UsageError } from './usage-error.ts'

/** The report of what files of evidence hold: those of one run, cut off or whole, or of all its shards. */
export const rebuild = async (files: readonly Outline[], sources: ContractSources = {}): Promise<Report> => {
  for (const file of files) assertBegun(file)
  const lines = files.flatMap((file) => file.lines)
  const runs = lines.filter((line) => line.kind === 'run')
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
  const ids = [...new Set(runs.map(({ contract }) => contract))]
  const asked = await Promise.all(ids.map((id) => askedOf(id, lines, sources)))
  const seen: (readonly Seen[])[] = []
  // One after another: of several that are read at once, more is in memory.
  for (const file of files) seen.push(await seenIn(file, asked))
  const report = buildReport(
    facts,
    asked.map((one, place) =>
      contractRun(
        one,
        seen.flatMap((file) => file[place] ?? []),
      ),
    ),
  )
  const samples = samplesOf(report)
  const found: Found[] = []
  for (const { path } of files) found.push(await exchangesIn(path, samples))
  return withSamples(report, new Map(ids.map((id) => [id, new Map(found.flatMap((one) => [...(one.get(id) ?? [])]))])))
}

/** What is known of the run of a contract without its exchanges. */
type Asked = Wanted & { readonly run: RunLine; readonly cases: readonly CaseLine[] }

const askedOf = async (id: string, lines: readonly OutlineLine[], sources: ContractSources): Promise<Asked> => {
  const run = lines.find((line) => line.kind === 'run' && line.contract === id)
  if (run?.kind !== 'run') throw new UsageError(`The evidence holds no run of ${id}.`)
  const { workflows = [] } = run.settings
  const contract = await loadContract(recordedContract(run.settings.contract, sources.named ?? []), {
    ...sources,
    workflows,
  })
  if (contract.digest !== run.digest)
    throw new UsageError(
      `The contract ${id} has changed since the evidence was written (${run.digest} then, ${contract.digest} now): render it with the version that wrote it, ${run.version}.`,
    )
  const caseLines = lines.flatMap((line) => (line.kind === 'case' && line.contract === id ? [line] : []))
  if (caseLines.some(({ result }) => !('observed' in result)))
    throw new UsageError(
      `The evidence was written by a version that did not count in how many exchanges a promise was seen: render it with that version, ${run.version}.`,
    )
  // A case that was done twice counts as it was last.
  const cases = [...new Map(caseLines.map((line) => [line.result.id, line])).values()]
  return { contract, run, cases, exchanges: new Set(cases.flatMap(({ result }) => result.exchanges)) }
}

const contractRun = ({ contract, run, cases }: Asked, seen: readonly Seen[]): ContractRun => ({
  id: contract.id,
  title: contract.title,
  digest: contract.digest,
  target: run.target,
  requirements: chosen(contract.requirements, run.settings.filter),
  classes: classTotals(contract),
  ambiguities: ambiguitiesOfContract(contract.id),
  ...(contract.isForeign ? { isForeign: true } : {}),
  results: cases.map(({ result }) => unpackResult(withExchanges(result, seen), contract.requirements)),
  counts: seen.map(({ counts }) => counts).reduce(sumOfCounts, noCounts),
  errors: cases.flatMap(({ result, error }) => (error === undefined ? [] : [`${result.id}: ${error}`])),
  settings: run.settings,
})

const withExchanges = (result: CaseLine['result'], seen: readonly Seen[]): PackedResult => ({
  ...result,
  exchanges: result.exchanges.flatMap(
    (id) => seen.findLast(({ exchanges }) => exchanges.has(id))?.exchanges.get(id) ?? [],
  ),
})

/** Whether the last part of a run has no end that tells of all its cases, or one by interruption. */
export const isCutOff = ({ lines }: Pick<Outline, 'lines'>): boolean => {
  const part = lines.slice(lines.findLastIndex(({ kind }) => kind === 'run') + 1)
  const end = part.at(-1)
  const count = (kind: OutlineLine['kind']): number => part.filter((line) => line.kind === kind).length
  return end?.kind !== 'end' || end.interrupted || count('end') > 1 || end.cases !== count('case')
}

/** Of all parts that came to an end, and of the last up to its last exchange. */
const durationOf = ({ lines, lastAt }: Outline): number => {
  const ended = lines.reduce((total, line) => (line.kind === 'end' ? total + line.durationMs : total), 0)
  const lastRun = lines.findLastIndex(({ kind }) => kind === 'run')
  if (lines.slice(lastRun).some(({ kind }) => kind === 'end')) return ended
  const run = lines[lastRun]
  const from = run?.kind === 'run' ? Date.parse(run.startedAt) : 0
  return ended + Math.max(0, (lastAt === undefined ? from : Date.parse(lastAt)) - from)
}
