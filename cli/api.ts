import type { Report } from '../core/report.ts'
import type { Level } from '../core/requirement.ts'
import type { Config } from './config.ts'
import { leavingProcess } from './leaving-process.ts'

/** What to run, against what, and how. Nothing is read from files, arguments or the environment that is not named here. */
export type RunOptions = {
  /** Built-in names, paths or URLs of OpenAPI documents. @defaultValue all that are built in */
  readonly contracts?: readonly string[]
  /** As in a configuration file. @defaultValue the embedded reference of each contract */
  readonly target?: NonNullable<Config['target']>
  /** As in a configuration file; functions for fresh values only work there. */
  readonly fixtures?: NonNullable<Config['fixtures']>
  /** Where the values of `secret('NAME')` are taken from, as in `process.env`. @defaultValue nowhere */
  readonly environment?: Readonly<Record<string, string | undefined>>
  /** Files of Arazzo 1.0 workflows about the contracts, whose steps are judged too. @defaultValue none */
  readonly workflows?: readonly string[]
  /** Same seed and contract: the same requests. @defaultValue a random one, which the report names */
  readonly seed?: number
  /** Random valid requests for each operation. @defaultValue 48 */
  readonly runs?: number
  /** Only requirements with such an id, as globs. @defaultValue all */
  readonly only?: readonly string[]
  /** Only promises of this level and above. @defaultValue 'may' */
  readonly level?: Level
  /** `strict`: what only the wide reading of a document allows is broken. @defaultValue 'lenient' */
  readonly reading?: 'strict' | 'lenient'
  /** Sends no more than so many requests to a contract. @defaultValue no end */
  readonly maxRequests?: number
  /** Sends nothing after so many seconds. @defaultValue no end */
  readonly maxSeconds?: number
  /** Faults of the embedded reference, by id. @defaultValue none */
  readonly faults?: readonly string[]
  /** Ends the run; what was done is reported. */
  readonly signal?: AbortSignal
  /** Called after each case. */
  readonly onProgress?: (progress: {
    readonly contract: string
    readonly caseId: string
    readonly done: number
    readonly total: number
    readonly sent: number
  }) => void
}

/**
 * Runs contracts against a target and gives the report, as `assay run` does. Its outcome is `report.run.outcome`.
 *
 * @throws UsageError, ContractError where the run cannot start, saying why
 */
export const run = async (options: RunOptions = {}): Promise<Report> => {
  // Configuration files import this module too, and run nothing.
  const { run: runContracts } = await import('./run.ts')
  const { contracts = [], target, fixtures, environment = {}, faults, signal, onProgress = () => {} } = options
  return leavingProcess(() =>
    runContracts(
      {
        contracts,
        flags: flagsOf(options),
        config: { ...(target ? { target } : {}), ...(fixtures ? { fixtures } : {}) },
        ...(faults ? { faults } : {}),
      },
      {
        folder: '.',
        // A program that names no target says by that what it wants, wherever it runs.
        environment: { ...environment, CI: undefined },
        onProgress,
        onNote: () => {},
        onInterrupt: (stop) => signal?.addEventListener('abort', stop, { once: true }),
        isInterrupted: () => signal?.aborted === true,
      },
    ),
  )
}

const flagsOf = ({ workflows, seed, runs, only = [], level, reading, maxRequests, maxSeconds }: RunOptions) => ({
  header: [],
  fixture: {},
  allow: [],
  only,
  ...(workflows === undefined ? {} : { workflow: workflows }),
  ...(seed === undefined ? {} : { seed }),
  ...(runs === undefined ? {} : { runs }),
  ...(level === undefined ? {} : { level }),
  ...(reading === undefined ? {} : { reading }),
  ...(maxRequests === undefined ? {} : { maxRequests }),
  ...(maxSeconds === undefined ? {} : { maxTime: maxSeconds }),
})
