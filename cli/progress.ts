import { counted } from '../reports/counted.ts'
import { visible } from '../reports/visible.ts'
import type { Planned, Progress } from '../reports/vitest-reporter.ts'
import type { Wait } from '../target/wait.ts'

export type ProgressOptions = {
  readonly quiet: boolean
  /** Each case is reported as it ends. @defaultValue false */
  readonly verbose?: boolean
  /** Milliseconds of any clock. @defaultValue performance.now */
  readonly now?: () => number
}

export type ProgressLine = {
  /** Once, before the first case begins. */
  readonly planned: (planned: readonly Planned[]) => void
  readonly tick: (progress: Progress) => void
  readonly wait: (wait: Wait) => void
  readonly clear: () => void
}

/** Where it is shown. */
export type Screen = {
  readonly isTTY?: boolean
  readonly columns?: number
  readonly write: (text: string) => unknown
}

/** A terminal's line is written anew so often, and elsewhere a line is added, in milliseconds. */
const every = { terminal: 80, elsewhere: 30_000 }

/** Shorter waits are no news, in milliseconds. */
const leastWait = 2_000

/** Failures that are reported one by one where there is no terminal; the others are counted. */
const mostReported = 10

/**
 * How far a run is: in a terminal one line that is rewritten, from the first moment on; elsewhere, as in a pipe, a line when
 * the cases are known, one each half minute, one for each of the first failures and one for each wait.
 */
export const progressLine = (
  stream: Screen,
  { quiet, verbose = false, now = () => performance.now() }: ProgressOptions,
): ProgressLine => {
  const isLive = stream.isTTY === true && !verbose
  const began = now()
  const counts: Counts = { failed: 0, warned: 0 }
  let last = began
  let latest: Progress | undefined
  let waiting: { readonly until: number; readonly why: string } | undefined
  let clock: NodeJS.Timeout | undefined
  const write = (text: string): void => {
    if (quiet) return
    if (isLive) stream.write(`\r\u001b[2K${text.slice(0, (stream.columns ?? 80) - 1)}`)
    else stream.write(`assay: ${text}\n`)
  }
  if (isLive) write('reading contracts')
  const waitText = (): string => {
    const ms = (waiting?.until ?? 0) - now()
    return waiting && ms > 0 ? `waiting ${Math.ceil(ms / 1000)} s (${waiting.why})` : ''
  }
  const state = (): string => (latest ? stateText(latest, { ...counts, ms: now() - began }) : '')
  const paint = (): void => {
    const where = latest && `${latest.contract}: ${latest.caseId}`
    if (isLive) write(visible([waitText(), state(), where].filter(Boolean).join(' · ')))
  }
  const stopClock = (): void => {
    clearInterval(clock)
    clock = undefined
  }
  return {
    planned: (planned) => {
      if (isLive || planned.length === 0) return
      const cases = planned.map((one) => `${one.contract}: ${counted(one.cases, 'case')}`).join(', ')
      write(visible(`${cases} planned; how far it is follows every ${every.elsewhere / 1000} s`))
    },
    tick: (progress) => {
      latest = progress
      const { contract, caseId, outcome } = progress
      if (outcome !== 'done') counts[outcome] += 1
      if (verbose) write(visible(`${outcome.padEnd(6)} ${contract} ${caseId}`))
      if (outcome === 'failed' && !isLive && !verbose && counts.failed <= mostReported)
        write(visible(`failed: ${contract} ${caseId} · ${state()}`))
      if (now() - last < (isLive ? every.terminal : every.elsewhere)) return
      last = now()
      if (isLive) paint()
      else write(visible(state()))
    },
    wait: ({ ms, why }) => {
      if (ms < leastWait) return
      const isGoingOn = waiting !== undefined && waiting.until > now()
      if (isGoingOn && waiting !== undefined && now() + ms <= waiting.until + leastWait) return
      waiting = { until: now() + ms, why }
      if (!isLive) {
        if (!isGoingOn) write(visible([waitText(), state()].filter(Boolean).join(' · ')))
        return
      }
      paint()
      // While nothing is sent no case ends, and the line would stand still.
      clock ??= setInterval(() => {
        if (waitText() === '') stopClock()
        paint()
      }, 1000).unref()
    },
    clear: () => {
      stopClock()
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
