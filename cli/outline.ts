import type { CaseLine, EndLine, RunLine, WrittenLine } from '../core/evidence-line.ts'
import { type Above, aboveKey } from './bodies.ts'
import { linesIn } from './evidence.ts'
import { UsageError } from './usage-error.ts'

/** Evidence without its exchanges, which are most of it: what was run, what came of each case, and whether it ended. */
export type Outline = {
  readonly path: string
  readonly lines: readonly OutlineLine[]
  /** What hashes the replies have whose bodies stand in earlier lines, by contract and exchange. */
  readonly above: Above
  /** When the last exchange was sent. */
  readonly lastAt?: string
}

export type OutlineLine = (RunLine & Marked) | (CaseLine & Marked) | (EndLine & Marked) | Left

type Marked = Pick<WrittenLine, 'run'>

/** Stands where an exchange stood. */
type Left = { readonly kind: 'exchange' }

const left: Left = { kind: 'exchange' }

/** @throws UsageError where the file is no evidence of one run */
export const outlineOf = async (path: string): Promise<Outline> => {
  const lines: OutlineLine[] = []
  const above = new Map<string, string>()
  let lastAt: string | undefined
  for await (const line of linesIn(path)) {
    if (line.kind !== 'exchange') lines.push(line)
    else {
      lines.push(left)
      if (line.body?.isAbove === true) above.set(aboveKey(line), line.body.sha256)
      lastAt = line.exchange.at ?? lastAt
    }
  }
  return { path, lines, above, ...(lastAt === undefined ? {} : { lastAt }) }
}

/**
 * The lines that begin the run of each contract.
 *
 * @throws UsageError where not all are there: the run was cut off before anything of it was done
 */
export const assertBegun = ({ lines }: Outline): void => {
  const runs = lines.filter((line) => line.kind === 'run')
  const begun = new Set(runs.map(({ contract }) => contract)).size
  const of = runs[0]?.of ?? 1
  if (begun < of)
    throw new UsageError(
      `The run was cut off before it began: of ${of} contracts its evidence holds ${begun}. Nothing was sent; start anew.`,
    )
}
