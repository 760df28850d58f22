import { visibleLines } from '../reports/visible.ts'

/** What a process needs that this one ends with. */
export type OwnEnd = {
  readonly stdout: NodeJS.WritableStream
  readonly stderr: NodeJS.WritableStream
  readonly on: (event: 'uncaughtException' | 'exit', listener: (cause: unknown) => void) => unknown
  readonly exit: (code: number) => void
  exitCode?: number | string | null | undefined
}

/**
 * Sees to it that a process never ends with 1, or 0, by an accident: what nothing caught is a fault of our own and ends
 * it with 4, as does work that never comes to its end; where not all could be printed, 0 becomes 3.
 */
export const endsAsItShould = (own: OwnEnd, fail: (error: unknown) => number): void => {
  let isCut = false
  // Nobody is left to hear of it.
  own.stderr.on('error', () => undefined)
  own.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough closes the pipe: no fault of anyone's.
    if (error.code === 'EPIPE') return
    isCut = true
    own.stderr.write(visibleLines(`assay: not all could be printed: ${error.message}\n`))
  })
  own.on('uncaughtException', (error) => own.exit(fail(error)))
  own.on('exit', (code) => {
    // Node ends with 13 where nothing is left that could wake what is waited for.
    if (code === 13) own.exitCode = fail(new Error('the work came to no end'))
    else if (code === 0 && isCut) own.exitCode = 3
  })
}
