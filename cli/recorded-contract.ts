import type { LoadOptions } from '../contracts/load.ts'
import { reachOf } from './reach-of.ts'
import { UsageError } from './usage-error.ts'

/** Where contracts that a file names are read from, as the user says. */
export type ContractSources = Pick<LoadOptions, 'allowRef'> & { readonly named?: readonly string[] }

export const sourcesOf = (options: {
  readonly contract?: string
  readonly allowRef?: readonly string[]
}): ContractSources => ({
  ...reachOf(options),
  ...(options.contract === undefined ? {} : { named: [options.contract] }),
})

/**
 * Where the contract of a report or of evidence is read from. What a file says is not fetched: whoever wrote it would
 * choose what this machine asks for.
 *
 * @param named what the user named on the command line
 * @throws UsageError where only the file names a URL
 */
export const recordedContract = (recorded: string, named: readonly string[]): string => {
  if (!/^[a-z][a-z\d+.-]*:/i.test(recorded) || named.includes(recorded)) return recorded
  const [file] = named
  if (file !== undefined) return file
  throw new UsageError(
    `The contract of this run was read from ${recorded}, which is not fetched because a file says so: give that URL, or a copy of the document, with --contract.`,
  )
}
