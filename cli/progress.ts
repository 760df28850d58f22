import { counted } from '../reports/counted.ts'
import { visible } from '../reports/visible.ts'
import type { Progress } from '../reports/vitest-reporter.ts'

export type ProgressOptions = {
  readonly quiet: boolean
  /** Each case is told as it ends. @defaultValue false */
  readonly verbose?: boolean
  /** Milliseconds of any clock. @defaultValue performance.now */
  readonly now?: () => number
}

/** Where it is told. */
export type Screen = {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly write: (text: string) => unknown
}

/** A terminal's line is written anew so often, and elsewhere a line is added, in milliseconds. */
const every = { terminal: 80, elsewhere: 30_000 }

/** Failures that are told one by one where there is no terminal; the others are counted. */
const mostTold = 10

/**
 * How far a run is: in a terminal one line that is rewritten, from the first moment on; elsewhere, as in a pipe, a line each
 * half minute and one for each of the first failures.
 */
export const progressLine = (
  stream: Screen,
  { quiet, verbose = false, now = () => performance.now() }: ProgressOptions,
): { readonly tick: (progress: Progress) => void; readonly clear: () => void } => {
  const isLive = stream.isTTY === true && !verbose
  const began = now()
  const counts: Counts = { failed: 0, warned: 0 }
  let last = began
  const write = (text: string): void => {
    if (quiet) return
    if (isLive) stream.write(`\r\u001b[2K${text.slice(0, (stream.columns ?? 80) - 1)}`)
    else stream.write(`assay: ${text}\n`)
  }
  if (isLive) write('reading contracts')
  return {
    tick: (progress) => {
      const { contract, caseId, outcome } = progress
      if (outcome !== 'done') counts[outcome] += 1
      if (verbose) write(visible(`${outcome.padEnd(6)} ${contract} ${caseId}`))
      const state = () => stateText(progress, { ...counts, ms: now() - began })
      if (outcome === 'failed' && !isLive && !verbose && counts.failed <= mostTold)
        write(visible(`failed: ${contract} ${caseId} · ${state()}`))
      if (now() - last < (isLive ? every.terminal : every.elsewhere)) return
      last = now()
      write(visible(isLive ? `${state()} · ${contract}: ${caseId}` : state()))
    },
    clear: () => {
      if (isLive && !quiet) stream.write('\r\u001b[2K')
    },
  }
}

type Counts = { failed: number; warned: number }

/** `312/485 cases · 64 % · 3 cases failed · 1 warned · 128 requests/min · 3:10 left` */
const stateText = (
  { done, total, sent }: Progress,
  { failed, warned, ms }: Counts & { readonly ms: number },
): string => {
  const share = total > 0 ? Math.floor((100 * done) / total) : 0
  const rate = ms > 0 ? Math.round((60_000 * sent) / ms) : 0
  const left = done > 0 ? Math.max(0, total - done) * (ms / done) : 0
  const broken =
    warned > 0 ? `${counted(failed, 'case')} failed · ${warned} warned` : `${counted(failed, 'case')} failed`
  return `${done}/${total} cases · ${share} % · ${broken} · ${rate} requests/min · ${minutes(left)} left`
}

const minutes = (ms: number): string => {
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
