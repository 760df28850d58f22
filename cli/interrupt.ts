import { tell, whenPrinted } from './print.ts'

/** Ctrl-C once stops the run and lets the report be written; twice ends at once. */
export type Interrupt = {
  readonly whenAsked: (stop: () => void) => void
  readonly isAsked: () => boolean
  /** Ends the process, where it was asked to stop, when all that was printed is out: other threads may still be busy. */
  readonly leave: (code: number) => void
}

export const onInterrupt = (what = 'the report of what was done will be written'): Interrupt => {
  let asked = false
  let stop: (() => void) | undefined
  const handle = (): void => {
    if (asked) process.exit(130)
    asked = true
    tell(`\nassay: stopping; ${what}. Once more ends at once.\n`)
    stop?.()
  }
  return {
    whenAsked: (work) => {
      stop = work
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.removeAllListeners(signal)
        process.on(signal, handle)
      }
    },
    isAsked: () => asked,
    leave: (code) => {
      if (asked) whenPrinted(() => process.exit(code))
    },
  }
}
