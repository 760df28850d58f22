import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import type { Shard } from '../core/evidence-line.ts'
import type { Baseline } from '../reports/baseline.ts'
import { formatsOf } from './deliver.ts'
import { demandsOf, withDemands } from './demands.ts'
import { plansOf } from './dry-run.ts'
import { evidenceName } from './evidence.ts'
import { lockFolder } from './folder-lock.ts'
import { onInterrupt } from './interrupt.ts'
import { type LoadedConfig, loadConfig } from './load-config.ts'
import { outlineOf } from './outline.ts'
import { planText } from './plan-text.ts'
import { present } from './present.ts'
import { print, tell } from './print.ts'
import { progressLine } from './progress.ts'
import { reachOf } from './reach-of.ts'
import { readBaseline } from './read-baseline.ts'
import { rebuild } from './rebuild.ts'
import { requestOf, resumedIn } from './resume.ts'
import { run } from './run.ts'
import type { RunFlags } from './run-flags.ts'
import type { RunRequest } from './run-request.ts'
import { UsageError } from './usage-error.ts'

export type RunCommandOptions = RunFlags & {
  readonly config?: string
  readonly out?: string
  readonly report?: string
  /** Another name of `report`. */
  readonly reporter?: string
  /** So many broken musts end the run; `true` is 1. */
  readonly bail?: number | true
  readonly verbose?: boolean
  readonly baseline?: string
  readonly fault: readonly string[]
  readonly quiet?: boolean
  readonly dryRun?: true
  readonly shard?: Shard
  /** Folder of a run that was cut off. */
  readonly resume?: string
}

/** What was not typed is taken from the configuration, and from the run that is gone on with before that. */
const withConfig = (
  options: RunCommandOptions,
  { only = [], ...config }: LoadedConfig,
): RunCommandOptions & { readonly report: string; readonly out: string } => {
  const baseline = options.baseline ?? config.baseline
  return {
    ...options,
    only: options.only.length > 0 || options.resume !== undefined ? options.only : only,
    report: options.report ?? options.reporter ?? config.report?.join(',') ?? 'json,html,junit',
    out: options.resume ?? options.out ?? config.out ?? 'assay-report',
    ...(baseline === undefined ? {} : { baseline }),
  }
}

/** Each of these says what another one says otherwise. */
const assertAlone = ({ report, reporter, quiet, verbose, resume, out, bail }: RunCommandOptions): void => {
  if (report !== undefined && reporter !== undefined && report !== reporter)
    throw new UsageError('--report and --reporter are the same and name different formats: give one of them.')
  if (quiet && verbose) throw new UsageError('--quiet and --verbose exclude each other: give one of them.')
  if (resume !== undefined && out !== undefined && out !== resume)
    throw new UsageError(`--resume ${resume} writes its report there: leave --out out.`)
  if (resume !== undefined && bail !== undefined)
    throw new UsageError('--bail ends a run early, and --resume goes on with one: give one of them.')
}

/** Shards of different seeds are parts of different runs. */
const assertOneSeed = ({ shard, seed, resume }: RunCommandOptions, config: LoadedConfig): void => {
  const isGiven = seed !== undefined || config.seed !== undefined || (process.env['ASSAY_SEED'] ?? '') !== ''
  if (shard !== undefined && resume === undefined && !isGiven)
    throw new UsageError(
      `--shard ${shard.index}/${shard.count} needs --seed: all shards of a run share one, and assay merge joins no others.`,
    )
}

/** `assay run`: progress while it runs, the report's text, where the files are, and the exit code. */
export const runCommand = async (contracts: readonly string[], typed: RunCommandOptions): Promise<number> => {
  assertAlone(typed)
  const config = await loadConfig(typed.config, process.cwd())
  assertOneSeed(typed, config)
  const { report, out, baseline: file, ...options } = withConfig(typed, config)
  const formats = formatsOf(report)
  const baseline = file === undefined ? undefined : await readBaseline(file)
  const resumed = options.resume === undefined ? undefined : await resumedIn(options.resume)
  const request: RunRequest = {
    contracts,
    flags: options,
    faults: options.fault,
    config,
    ...(options.shard ? { shard: options.shard } : {}),
    ...(options.bail === undefined ? {} : { bail: options.bail === true ? 1 : options.bail }),
    ...(resumed ? requestOf(resumed, options, contracts) : {}),
  }
  if (options.dryRun) return printPlans(request)
  const evidence = join(out, evidenceName)
  const release = lockFolder(out)
  try {
    const { code, leave } = await runInto(request, { out, evidence, formats, baseline, contracts, options })
    release()
    leave()
    return code
  } finally {
    release()
  }
}

type Into = {
  readonly out: string
  readonly evidence: string
  readonly formats: readonly string[]
  readonly baseline: Baseline | undefined
  readonly contracts: readonly string[]
  readonly options: Pick<RunCommandOptions, 'quiet' | 'verbose' | 'allowRef'>
}

const runInto = async (
  request: RunRequest,
  { out, evidence, formats, baseline, contracts, options }: Into,
): Promise<{ readonly code: number; readonly leave: () => void }> => {
  // The worker keeps next to nothing of an exchange; left alone, its heap still grows by 6 kB with each.
  for (const flag of ['--max-semi-space-size=4', '--heap-growing-percent=15']) setFlagsFromString(flag)
  const progress = progressLine(process.stderr, {
    quiet: options.quiet === true,
    verbose: options.verbose === true,
  })
  const interrupt = onInterrupt()
  let unwritten: string | undefined
  const part = await run(request, {
    folder: process.cwd(),
    environment: process.env,
    onProgress: progress.tick,
    onPlanned: progress.planned,
    onWait: progress.wait,
    onNote: (text) => {
      if (!options.quiet) tell(`assay: ${text}\n`)
    },
    onInterrupt: interrupt.whenAsked,
    isInterrupted: interrupt.isAsked,
    onUnwritten: (why) => {
      unwritten = why
    },
    evidence,
  }).finally(() => progress.clear())
  const report = request.resumed
    ? withDemands(
        await rebuild([await outlineOf(evidence)], { ...reachOf(options), named: contracts }),
        demandsOf(part.run),
      )
    : part
  const code = await present(report, {
    out,
    formats,
    baseline,
    quiet: options.quiet === true,
    evidence: [evidence],
    unwritten,
  })
  return { code, leave: () => interrupt.leave(code) }
}

const printPlans = async (request: RunRequest): Promise<number> => {
  const { plans, configuration } = await plansOf(request, { folder: process.cwd(), environment: process.env })
  const file = configuration === undefined ? '' : `Configuration: ${configuration}\n`
  print(`${plans.map(planText).join('')}\n${file}Nothing was sent.\n`)
  return 0
}
