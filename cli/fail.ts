import { inspect } from 'node:util'
import { CommanderError } from 'commander'

/** Tells what went wrong, and gives the exit code: 2 where it is the caller's to put right, 4 where it is ours. */
export const failWith =
  (tell: (line: string) => void, { debug }: { readonly debug: boolean }) =>
  (error: unknown): number => {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    const { name = '', message = inspect(error), stack = message } = error instanceof Error ? error : {}
    if (name === 'UsageError' || name === 'ContractError') {
      tell(`assay: ${message}\n`)
      return 2
    }
    tell(`assay: a fault of Assay's own, please report it: ${debug ? stack : message}\n`)
    return 4
  }
