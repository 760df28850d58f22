import { referenceFor, references } from '../reference/references.ts'
import { onInterrupt } from './interrupt.ts'
import type { Kill } from './kill.ts'
import { mutantsCommand } from './mutants-command.ts'
import { print, tell } from './print.ts'
import { inPieces, runPieces } from './selftest-pool.ts'
import { UsageError } from './usage-error.ts'

export type SelftestOptions = {
  readonly fault: readonly string[]
  readonly seed: number
  readonly json?: true
  /** How many mutants of each contract are run in place of the faults; `true` for the usual number. */
  readonly mutants?: number | true
}

const usualMutants = 150

/** `assay selftest`: the kill matrix. 0 where every fault is caught at its own requirement and nowhere else. */
export const selftestCommand = async (
  contracts: readonly string[],
  { fault, seed, json, mutants }: SelftestOptions,
): Promise<number> => {
  const unknown = contracts.find((name) => !referenceFor(name))
  if (unknown !== undefined)
    throw new UsageError(
      `There is no reference for '${unknown}'; there is one for ${references.map(({ contract }) => contract).join(', ')}.`,
    )
  const wanted =
    contracts.length === 0 ? references : [...new Set(contracts)].flatMap((name) => referenceFor(name) ?? [])
  if (mutants !== undefined) {
    await mutantsCommand(wanted, { count: mutants === true ? usualMutants : mutants, seed, ...(json ? { json } : {}) })
    return 0
  }
  const chosen = (id: string) => fault.length === 0 || fault.includes(id)
  const pieces = wanted.flatMap(({ contract, faults }) =>
    inPieces({ contract, seed, kind: 'fault', ids: faults.map(({ id }) => id).filter(chosen) }),
  )
  const seen: Kill[] = []
  const interrupt = onInterrupt('what was seen so far will be reported')
  const asked = new Promise<void>((resolve) => interrupt.whenAsked(resolve))
  const all = runPieces(pieces, (kill) => {
    seen.push(kill)
    if (!json) print(line(kill))
  })
  // What is asked to stop is left as it is: the threads are busy, and end with the process.
  all.catch(() => undefined)
  const kills = await Promise.race([all, asked.then(() => seen)])
  if (kills.length === 0 && !interrupt.isAsked())
    throw new UsageError(`No fault matches ${fault.join(', ')}; assay serve <contract> --list-faults lists them.`)
  const caught = kills.filter((kill) => kill.caught && kill.bystanders.length === 0)
  if (json) print(`${JSON.stringify(kills, null, 2)}\n`)
  else
    print(
      `${caught.length} of ${kills.length} faults caught, each at its own requirement and nowhere else${unjudged(caught)}\n`,
    )
  if (!interrupt.isAsked()) return caught.length === kills.length ? 0 : 1
  const faults = pieces.reduce((sum, piece) => sum + piece.ids.length, 0)
  tell(`assay: interrupted: ${faults - kills.length} of ${faults} faults were not tried\n`)
  interrupt.leave(130)
  return 130
}

/** What is reported in place of a verdict is said to be. */
const unjudged = (caught: readonly Kill[]): string => {
  const some = caught.filter(({ unusable }) => unusable)
  return some.length === 0
    ? ''
    : `; with ${some.length} of them no valid request is answered, and the run says so instead: the target is unusable`
}

const line = (kill: Kill): string => {
  const { contract, fault, caught, requirement, requests, bystanders } = kill
  return [
    `${caught && bystanders.length === 0 ? '✓' : '✗'} ${contract} ${fault.padEnd(52)} ${outcomeOf(kill)} in ${requests} requests`,
    ...(caught ? [] : [`    at ${requirement}`]),
    ...bystanders.map((one) => `    also ${one}`),
    '',
  ].join('\n')
}

const outcomeOf = ({ caught, unusable, verdict }: Kill): string => {
  const shown = unusable ? 'unusable' : verdict
  return caught ? shown : `MISSED (${shown})`
}
