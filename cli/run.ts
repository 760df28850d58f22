import { randomUUID } from 'node:crypto'
import { builtIn } from '../contracts/load.ts'
import type { EndLine } from '../core/evidence-line.ts'
import type { Report } from '../core/report.ts'
import type { TargetSpec } from '../core/run-spec.ts'
import { messageOf } from '../core/thrown.ts'
import { buildReport } from '../reports/build.ts'
import type { Collected, Planned, Progress } from '../reports/vitest-reporter.ts'
import { samplesOf, withSamples } from '../reports/with-samples.ts'
import { once, workOf } from '../suites/once.ts'
import { secretsOf } from '../target/auth/open.ts'
import type { Wait } from '../target/wait.ts'
import { bailAfter } from './bail.ts'
import { belongingsOf } from './belongings.ts'
import { contractRun, knownBefore, runLine } from './contract-run.ts'
import { demandsOf } from './demands.ts'
import { chooseDepth } from './depth-choice.ts'
import type { Environment } from './environment.ts'
import { addLines, beginEvidence } from './evidence.ts'
import { exchangesIn } from './exchanges-in.ts'
import { assertKnownFixtures } from './known-fixtures.ts'
import { fileText, type LoadedConfig, loadConfig } from './load-config.ts'
import { loadWithWorkflows } from './load-with-workflows.ts'
import { limitsNote, mannered } from './manners.ts'
import { narrowed } from './narrowed.ts'
import { version } from './package-info.ts'
import { type Asked, obtain, type Prepared, prepare } from './prepare.ts'
import type { RunRequest } from './run-request.ts'
import { runSuites, type Stop } from './run-suites.ts'
import { seedFor } from './seed-for.ts'
import { weakSecretsNote } from './weak-secrets.ts'

const credentials = workOf<TargetSpec>('credentials')

export type RunSurroundings = {
  readonly folder: string
  readonly environment: Environment
  readonly onProgress: (progress: Progress) => void
  readonly onPlanned?: (planned: readonly Planned[]) => void
  /** Nothing is sent for a while. */
  readonly onWait?: (wait: Wait) => void
  /** What is to be known before the first request goes out. */
  readonly onNote: (text: string) => void
  readonly onInterrupt: (stop: () => void) => void
  readonly isInterrupted: () => boolean
  /** Not all evidence could be written, and for that nothing more was sent. */
  readonly onUnwritten?: (why: string) => void
  /** File for every exchange. @defaultValue none is kept */
  readonly evidence?: string
}

/**
 * Runs contracts against their targets and gives the report.
 *
 * @throws UsageError, ContractError where the run cannot start
 */
export const run = async (request: RunRequest, surroundings: RunSurroundings): Promise<Report> => {
  const startedAt = new Date()
  const config = request.config ?? (await loadConfig(request.configFile, surroundings.folder))
  const { environment, folder } = surroundings
  if (config.file !== undefined) surroundings.onNote(`configuration: ${fileText(config, folder)}`)
  const { notes } = belongingsOf({ flags: request.flags, config, environment, isGiven: request.isGiven === true })
  for (const note of notes) surroundings.onNote(note)
  const seed = seedFor(request.flags, config, environment)
  const shared = once()
  const credited = (target: TargetSpec) => shared(credentials, '', () => obtain(target))
  const prepared: Prepared[] = []
  try {
    for (const asked of await askedFor(request, config))
      prepared.push(await prepare(asked, { request, config, environment, seed, credited }))
    const ready: Prepared[] = []
    for (const one of prepared) {
      const { spec, note } = await chooseDepth(mannered(one.spec, one.contract), one.contract)
      if (note !== undefined) surroundings.onNote(note)
      ready.push({ ...one, spec })
    }
    const specs = ready.map(({ spec }) => spec)
    for (const note of new Set(specs.map((spec) => weakSecretsNote(secretsOf(spec)))))
      if (note !== undefined) surroundings.onNote(note)
    for (const note of specs.map(limitsNote)) if (note !== undefined) surroundings.onNote(note)
    const { evidence } = surroundings
    const runId = request.resumed?.id ?? randomUUID()
    if (evidence !== undefined) {
      const resumed = request.resumed !== undefined
      const dropped = await beginEvidence(
        evidence,
        ready.map((one) => runLine(one, startedAt, ready.length)),
        { run: runId, resumed },
      )
      if (dropped > 0)
        surroundings.onNote(`the last line of the evidence was cut off: its ${dropped} bytes were dropped`)
    }
    let stop: Stop = () => undefined
    const bail = bailAfter(request.bail, {
      requirements: ready.flatMap(({ contract }) => contract.requirements),
      stop: () => stop('patiently'),
    })
    const collected = await runSuites(
      specs.map((spec) => (evidence === undefined ? spec : { ...spec, evidence, runId })),
      (progress) => {
        surroundings.onProgress(progress)
        bail.watch(progress)
      },
      {
        onPlanned: (planned) => {
          surroundings.onPlanned?.(planned)
          // This thread has nothing else to do until the end, which an interrupt may bring at any time.
          setImmediate(() => ready.map(({ contract }) => knownBefore(contract)))
        },
        ...(surroundings.onWait ? { onWait: surroundings.onWait } : {}),
        onInterrupt: (end) => {
          stop = end
          surroundings.onInterrupt(() => end())
        },
      },
    )
    const [fatal] = collected.fatal
    if (fatal !== undefined && collected.metas.length === 0) throw new Error(fatal)
    const facts = {
      version: version(),
      seed,
      startedAt,
      durationMs: Date.now() - startedAt.getTime(),
      interrupted: surroundings.isInterrupted() || bail.isReached(),
      ...(bail.isReached() && !surroundings.isInterrupted() ? { bail: request.bail ?? 1 } : {}),
      ...demandsOf({ ...config, ...request.flags }),
    }
    const { durationMs, interrupted } = facts
    const cases = collected.metas.filter(({ meta }) => meta.assay !== undefined).length
    const unwritten =
      evidence === undefined
        ? undefined
        : (unwrittenIn(collected) ?? ended(evidence, { run: runId, end: { durationMs, interrupted, cases } }))
    if (unwritten !== undefined) surroundings.onUnwritten?.(unwritten)
    const report = buildReport(
      facts,
      ready.map((one) => contractRun(one, collected)),
    )
    if (evidence === undefined) return report
    const look = surroundings.isInterrupted() ? { ms: lookMs } : {}
    return withSamples(report, await exchangesIn(evidence, samplesOf(report), look))
  } finally {
    await Promise.all(prepared.map(({ reference }) => reference?.close()))
  }
}

/** Whoever ends a run waits no longer than this for what passes are shown by. */
const lookMs = 500

const unwrittenIn = ({ metas }: Collected): string | undefined =>
  metas.map(({ meta }) => meta['assayUnwritten']).find((why) => typeof why === 'string')

/** Ends the evidence; why it could not be, where it could not. */
const ended = (
  evidence: string,
  { run: id, end }: { readonly run: string; readonly end: Omit<EndLine, 'kind'> },
): string | undefined => {
  try {
    addLines(evidence, [{ kind: 'end', ...end }], id)
    return undefined
  } catch (error) {
    return `the evidence cannot be written to ${evidence}: ${messageOf(error)}`
  }
}

/**
 * The contracts of a run: those that are named, else that of the configuration, else all that are built in.
 *
 * @throws UsageError where a fixture is given that none of them knows
 */
export const askedFor = async (
  { contracts, flags }: Pick<RunRequest, 'contracts' | 'flags'>,
  config: LoadedConfig,
): Promise<readonly Asked[]> => {
  const names =
    contracts.length > 0 ? [...new Set(contracts)] : config.contract === undefined ? builtIn() : [config.contract]
  const asked: readonly Asked[] = await loadWithWorkflows(names, {
    ...flags,
    workflow: flags.workflow ?? config.workflows ?? [],
  })
  await assertKnownFixtures(
    asked.map(({ contract }) => contract),
    { flags, config },
  )
  return narrowed(asked, {
    ...flags,
    isNamed: contracts.length > 0 || config.contract !== undefined,
  })
}
