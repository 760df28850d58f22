import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import type { Shard } from '../core/evidence-line.ts'
import type { Baseline } from '../reports/baseline.ts'
import { formatsOf } from './deliver.ts'
import { demandsOf, withDemands } from './demands.ts'
import { plansOf } from './dry-run.ts'
import { evidenceName, readEvidence } from './evidence.ts'
import { lockFolder } from './folder-lock.ts'
import { onInterrupt } from './interrupt.ts'
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

export type RunCommandOptions = RunFlags & {
  readonly out: string
  readonly config?: string
  readonly report: string
  readonly baseline?: string
  readonly fault: readonly string[]
  readonly quiet?: boolean
  readonly dryRun?: true
  readonly shard?: Shard
  /** Folder of a run that was cut off. */
  readonly resume?: string
}

/** `assay run`: progress while it runs, the report's text, where the files are, and the exit code. */
export const runCommand = async (contracts: readonly string[], options: RunCommandOptions): Promise<number> => {
  const formats = formatsOf(options.report)
  const baseline = options.baseline === undefined ? undefined : await readBaseline(options.baseline)
  const resumed = options.resume === undefined ? undefined : await resumedIn(options.resume)
  const request: RunRequest = {
    contracts,
    flags: options,
    faults: options.fault,
    ...(options.config === undefined ? {} : { configFile: options.config }),
    ...(options.shard ? { shard: options.shard } : {}),
    ...(resumed ? requestOf(resumed, options, contracts) : {}),
  }
  if (options.dryRun) return printPlans(request)
  const out = options.resume ?? options.out
  const evidence = join(out, evidenceName)
  const release = lockFolder(out)
  try {
    return await runInto(request, { out, evidence, formats, baseline, contracts, options })
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
  readonly options: RunCommandOptions
}

const runInto = async (
  request: RunRequest,
  { out, evidence, formats, baseline, contracts, options }: Into,
): Promise<number> => {
  // The worker keeps next to nothing of an exchange; left alone, its heap still grows by 6 kB with each.
  for (const flag of ['--max-semi-space-size=4', '--heap-growing-percent=15']) setFlagsFromString(flag)
  const progress = progressLine(process.stderr, { quiet: options.quiet === true })
  const interrupt = onInterrupt()
  let unwritten: string | undefined
  const part = await run(request, {
    folder: process.cwd(),
    environment: process.env,
    onProgress: progress.tick,
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
        await rebuild([await readEvidence(evidence)], { ...reachOf(options), named: contracts }),
        demandsOf(part.run),
      )
    : part
  return present(report, { out, formats, baseline, quiet: options.quiet === true, unwritten })
}

const printPlans = async (request: RunRequest): Promise<number> => {
  const { plans, configuration } = await plansOf(request, { folder: process.cwd(), environment: process.env })
  const file = configuration === undefined ? '' : `Configuration: ${configuration}\n`
  print(`${plans.map(planText).join('')}\n${file}Nothing was sent.\n`)
  return 0
}
