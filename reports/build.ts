import { addressOf } from '../core/address.ts'
import type { CaseResult } from '../core/case.ts'
import { cutExchange } from '../core/cut-exchange.ts'
import type { Exchange } from '../core/exchange.ts'
import { type Evidence, inconclusive, untested } from '../core/finding.ts'
import { cleanUpOf, settledLedger } from '../core/ledger.ts'
import { recordOf } from '../core/record.ts'
import type { ClassesReport, ContractReport, Report, RequirementReport, Unusable } from '../core/report.ts'
import { type Level, levels, type Requirement } from '../core/requirement.ts'
import { type Verdict, verdicts, worst } from '../core/verdict.ts'
import type { ContractRun, RunFacts } from './contract-run.ts'
import { diagnostics } from './diagnostics.ts'
import { withoutEchoes } from './echoes.ts'
import { findingReport } from './finding-report.ts'
import { exclusiveOf, heldThroughout } from './held-throughout.ts'
import { contractOutcome, runOutcome } from './outcomes.ts'
import { readingsOf } from './readings.ts'
import { unjudged } from './unjudged.ts'
import { unusableOf } from './unusable.ts'
import { type SeenPlaces, seenPlaces, whyUntested } from './why-untested.ts'

/** So many findings are reported for one requirement; the rest are alike. */
const mostFindings = 5

export const buildReport = (facts: RunFacts, runs: readonly ContractRun[]): Report => {
  const contracts = runs.map((run) => contractReport(run, facts))
  return {
    schema: 'assay.report/1',
    tool: { name: 'assay', version: facts.version },
    run: {
      seed: facts.seed,
      startedAt: facts.startedAt.toISOString(),
      durationMs: Math.round(facts.durationMs),
      requests: runs.reduce((sum, { counts }) => sum + counts.sent, 0),
      outcome: runOutcome(contracts, facts.interrupted),
      void: runs.flatMap((run, index) => diagnostics(run, contracts[index]?.unusable)),
      interrupted: facts.interrupted,
      ...(facts.bail === undefined ? {} : { bail: facts.bail }),
      ...(facts.gate === undefined ? {} : { gate: facts.gate }),
      ...(facts.minJudged === undefined ? {} : { minJudged: facts.minJudged }),
    },
    contracts,
  }
}

/** The order in which cases came to an end is chance; the plainest ones are reported first. */
const inOrder = (results: readonly CaseResult[]): readonly CaseResult[] => {
  const rank = ({ id, kind }: CaseResult) => `${kind === 'valid' ? 0 : kind === 'protocol' ? 2 : 1} ${id}`
  return [...results].sort((one, other) => (rank(one) < rank(other) ? -1 : 1))
}

type Spoken = { readonly evidence: Evidence; readonly result?: CaseResult }

const contractReport = (raw: ContractRun, { interrupted, bail }: RunFacts): ContractReport => {
  const unusable = unusableOf(raw)
  const judged = unusable ? unjudged(raw.results, unusable.cause) : raw.results
  const run = { ...raw, results: withoutEchoes(inOrder(judged), raw.requirements) }
  const spoken = new Map<string, Spoken[]>()
  for (const result of run.results) {
    for (const one of result.evidence) {
      const list = spoken.get(one.requirement)
      if (list) list.push({ evidence: one, result })
      else spoken.set(one.requirement, [{ evidence: one, result }])
    }
  }
  const observed = new Map<string, number>()
  for (const result of run.results)
    for (const [id, times] of Object.entries(result.observed)) observed.set(id, (observed.get(id) ?? 0) + times)
  const tried = triedClasses(run.results)
  const refused = refusedClasses(run.results)
  const shows = showsOf(run.results)
  const wasTried = ({ id }: Requirement) => spoken.get(id)?.some(({ evidence }) => evidence.verdict !== 'untested')
  const places = seenPlaces(run.requirements.filter(wasTried))
  const exclusive = exclusiveOf(run.ambiguities ?? [])
  const requirements = run.requirements.map((requirement) =>
    requirementReport(requirement, {
      tried,
      refused: refused.get(requirement.id) ?? [],
      run,
      shows,
      places,
      exclusive,
      spoken: spoken.get(requirement.id) ?? unspoken(requirement, { interrupted, bail, unusable }),
      observed: observed.get(requirement.id) ?? 0,
    }),
  )
  return {
    id: run.id,
    title: run.title,
    digest: run.digest,
    target: run.target,
    targetKind: run.settings.reference === undefined ? 'url' : 'reference',
    outcome: contractOutcome(requirements, { errors: run.errors, unusable }),
    requests: run.counts.sent,
    summary: summarize(requirements),
    requirements,
    readings: readingsOf({ id: run.id, requirements }, run.ambiguities ?? []),
    ...(run.pinned && run.pinned.length > 0 ? { pinned: run.pinned } : {}),
    exchanges: shownExchanges(requirements, run.results),
    created: run.results.flatMap(({ created }) => created),
    ...ledgerOf(run.results),
    ...(unusable ? { unusable } : {}),
    errors: run.errors,
    settings: run.settings,
  }
}

const ledgerOf = (results: ContractRun['results']): Pick<ContractReport, 'ledger' | 'cleanUp'> => {
  const ledger = settledLedger(results.flatMap((result) => result.ledger ?? []))
  return ledger.length > 0 ? { ledger, cleanUp: cleanUpOf(ledger) } : {}
}

const triedClasses = (results: readonly CaseResult[]): ReadonlyMap<string, ReadonlySet<number>> => {
  const tried = new Map<string, Set<number>>()
  for (const [id, index] of results.flatMap(({ classes = [] }) => classes))
    tried.set(id, (tried.get(id) ?? new Set()).add(index))
  return tried
}

type Refusals = NonNullable<ClassesReport['refused']>

/** The value classes that were refused alone, by requirement; each once, however often it was sent. */
const refusedClasses = (results: readonly CaseResult[]): ReadonlyMap<string, Refusals> => {
  const refused = new Map<string, Refusals>()
  for (const { requirement, name, status } of results.flatMap(({ refused = [] }) => refused)) {
    const before = refused.get(requirement) ?? []
    if (before.some((one) => one.name === name && one.status === status)) continue
    refused.set(requirement, [...before, { name, status }])
  }
  return refused
}

type Unspoken = {
  readonly interrupted: boolean
  readonly bail: number | undefined
  readonly unusable: Unusable | undefined
}

/** What an interrupted run did not come to, though it could have, and what nothing could be seen of. */
const unspoken = ({ id, testedBy }: Requirement, { interrupted, bail, unusable }: Unspoken): readonly Spoken[] => {
  if (testedBy.kind === 'nothing') return []
  if (unusable) return [{ evidence: untested(id, unusable.cause) }]
  if (bail !== undefined)
    return [{ evidence: inconclusive(id, `the run was ended before this was tried, as --bail ${bail} asks`) }]
  return interrupted ? [{ evidence: inconclusive(id, 'the run was interrupted before this was tried') }] : []
}

type Context = {
  readonly run: ContractRun
  readonly spoken: readonly Spoken[]
  /** Ambiguities of which one reading is held throughout. */
  readonly exclusive: readonly number[]
  readonly places: SeenPlaces
  /** Value classes that were tried, by requirement. */
  readonly tried: ReadonlyMap<string, ReadonlySet<number>>
  readonly refused: Refusals
  readonly observed: number
  /** Of how many requirements each exchange shows that they are kept. */
  readonly shows: ReadonlyMap<string, number>
}

const requirementReport = (
  requirement: Requirement,
  { run, spoken: said, exclusive, places, observed, shows, tried, refused }: Context,
): RequirementReport => {
  const spoken = heldThroughout(said.map(seen), exclusive)
  const settled = spoken.map(({ evidence, result }) => ({
    evidence,
    result,
    verdict: settle(evidence, requirement.level, run.settings.reading),
  }))
  const verdict = verdictOf(settled)
  const deciding = settled.filter((one) => one.verdict === verdict)
  const reason =
    verdict === 'untested' || verdict === 'inconclusive' || verdict === 'error'
      ? (deciding[0]?.evidence.reason ??
        whyUntested(requirement, { seen: places, pinned: run.pinned, depth: run.settings.depth }))
      : undefined
  const shown = settled.filter(
    (one) => one.evidence.finding && (one.verdict === 'fail' || one.verdict === 'warn' || one.verdict === 'error'),
  )
  const cases = new Set(
    spoken.flatMap(({ evidence, result }) => (evidence.verdict === 'untested' || !result ? [] : [result.id])),
  ).size
  const of = run.classes?.get(requirement.id)
  const worstFirst = [...shown].sort((one, other) => verdicts.indexOf(one.verdict) - verdicts.indexOf(other.verdict))
  return {
    id: requirement.id,
    operation: requirement.operation,
    level: requirement.level,
    title: requirement.title,
    source: requirement.source,
    verdict,
    ...(reason === undefined ? {} : { reason }),
    ...(verdict === 'warn' && deciding.some(({ evidence }) => evidence.verdict === 'fail') ? { isBroken: true } : {}),
    ambiguities: requirement.ambiguities,
    cases,
    observed,
    ...(verdict === 'pass' ? sampleOf(deciding, shows) : {}),
    ...(of === undefined
      ? {}
      : {
          classes: {
            tried: tried.get(requirement.id)?.size ?? 0,
            of,
            ...(refused.length > 0 ? { refused } : {}),
          },
        }),
    operations: [{ operation: requirement.operation, verdict, observed, cases }],
    findings: worstFirst
      .slice(0, mostFindings)
      .flatMap(({ evidence: { finding }, result }) =>
        finding && result ? [findingReport(finding, { result, run })] : [],
      )
      .map((finding, index) => ({ ...finding, address: addressOf(requirement.id, index + 1) })),
  }
}

/** The one that shows the most, so that few need to be reported; of several, the plainest. */
const sampleOf = (deciding: readonly Settled[], shows: ReadonlyMap<string, number>): { readonly sample?: string } => {
  const ids = deciding.flatMap(({ evidence: { exchange } }) => exchange ?? [])
  const [sample] = [...new Set(ids)].sort((one, other) => (shows.get(other) ?? 0) - (shows.get(one) ?? 0))
  return sample === undefined ? {} : { sample }
}

/** Of how many requirements each exchange shows that they are kept. */
const showsOf = (results: readonly CaseResult[]): ReadonlyMap<string, number> => {
  const shows = new Map<string, number>()
  for (const { exchange } of results.flatMap(({ evidence }) => evidence))
    if (exchange !== undefined) shows.set(exchange, (shows.get(exchange) ?? 0) + 1)
  return shows
}

type Settled = { readonly evidence: Evidence; readonly verdict: Verdict }

/** What was seen broken is reported, though other cases could not see whether it is kept. */
const verdictOf = (settled: readonly Settled[]): Verdict => {
  const all = settled.map(({ verdict }) => verdict)
  const isBroken = settled.some(({ evidence, verdict }) => evidence.verdict === 'fail' && verdict === 'warn')
  return worst(isBroken ? all.filter((one) => one !== 'inconclusive') : all)
}

/** What is said to be kept where nothing could have broken it is a fault of our own, and never a pass. */
const seen = ({ evidence, result }: Spoken): Spoken => {
  const isUnseen = evidence.verdict === 'pass' && (result?.observed[evidence.requirement] ?? 0) === 0
  if (!isUnseen) return result ? { evidence, result } : { evidence }
  const reason = `a fault of Assay's own: ${result?.id ?? 'a case'} takes it for kept, but no exchange could have broken it`
  return { evidence: { requirement: evidence.requirement, verdict: 'error', reason }, ...(result ? { result } : {}) }
}

/** A broken promise below `must` warns; under the strict reading, what only the wide one allows is broken. */
const settle = ({ verdict, finding }: Evidence, level: Level, reading: 'strict' | 'lenient'): Verdict => {
  if (verdict === 'fail') return level === 'must' ? 'fail' : 'warn'
  if (verdict === 'warn' && reading === 'strict' && finding?.ambiguities && level === 'must') return 'fail'
  return verdict
}

/** Each shown exchange with the steps that led to it. */
const shownExchanges = (
  requirements: readonly RequirementReport[],
  results: readonly CaseResult[],
): Readonly<Record<string, Exchange>> => {
  const wanted = new Set(requirements.flatMap(({ findings }) => findings.map(({ exchange }) => exchange)))
  const cases = results.filter(({ exchanges }) => exchanges.some(({ id }) => wanted.has(id)))
  return Object.fromEntries(
    cases.flatMap(({ exchanges }) => exchanges.map((exchange) => [exchange.id, cutExchange(exchange)] as const)),
  )
}

export const summarize = (requirements: readonly RequirementReport[]): ContractReport['summary'] => {
  const count = (level: Level, verdict: Verdict) =>
    requirements.filter((one) => one.level === level && one.verdict === verdict).length
  const ofLevel = (level: Level) => recordOf(verdicts, (verdict) => count(level, verdict))
  return recordOf(levels, ofLevel)
}
