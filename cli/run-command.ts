import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { withBaseline } from '../reports/baseline.ts'
import { exitCodeOf } from '../reports/exit-code.ts'
import { terminal } from '../reports/terminal.ts'
import { today } from './day.ts'
import { deliver, formatsOf } from './deliver.ts'
import { onInterrupt } from './interrupt.ts'
import { progressLine } from './progress.ts'
import { readBaseline } from './read-baseline.ts'
import type { RunFlags } from './resolve-spec.ts'
import { run } from './run.ts'
import { UsageError } from './usage-error.ts'

export type RunCommandOptions = RunFlags & {
  readonly out: string
  readonly config?: string
  readonly report: string
  readonly baseline?: string
  readonly fault: readonly string[]
  readonly quiet?: boolean
}

/** `assay run`: progress while it runs, the report's text, where the files are, and the exit code. */
export const runCommand = async (contracts: readonly string[], options: RunCommandOptions): Promise<number> => {
  const formats = formatsOf(options.report)
  if (options.fault.length > 0 && options.target !== undefined)
    throw new UsageError('--fault is for the embedded reference; it has no effect on --target.')
  const baseline = options.baseline === undefined ? undefined : await readBaseline(options.baseline)
  // The worker keeps next to nothing of an exchange; left alone, its heap still grows by 6 kB with each.
  for (const flag of ['--max-semi-space-size=4', '--heap-growing-percent=15']) setFlagsFromString(flag)
  const progress = progressLine(process.stderr, options.quiet === true)
  const interrupt = onInterrupt()
  const plain = await run(
    {
      contracts,
      flags: options,
      faults: options.fault,
      ...(options.config === undefined ? {} : { configFile: options.config }),
    },
    {
      folder: process.cwd(),
      environment: process.env,
      onProgress: progress.tick,
      onNote: (text) => void (options.quiet || process.stderr.write(`assay: ${text}\n`)),
      onInterrupt: interrupt.whenAsked,
      isInterrupted: interrupt.isAsked,
    },
  ).finally(() => progress.clear())
  const report = baseline ? withBaseline(plain, baseline, today()) : plain
  const { files, printed } = await deliver(report, { out: options.out, formats, environment: process.env })
  const color = process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined
  if (options.quiet) process.stdout.write(`${report.run.outcome}\n`)
  else process.stdout.write(terminal(report, { color, file: join(options.out, 'report.json') }))
  process.stdout.write(`report: ${files.join(', ')}\n${printed}`)
  return exitCodeOf(report)
}
