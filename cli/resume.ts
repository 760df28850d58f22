import { join } from 'node:path'
import type { Contract } from '../contracts/contract.ts'
import type { CaseLine } from '../core/evidence-line.ts'
import type { RunSpec, WantedSpec } from '../core/run-spec.ts'
import { tokenOf } from '../core/seed.ts'
import { evidenceName } from './evidence.ts'
import { assertBegun, type Outline, outlineOf } from './outline.ts'
import { recordedContract } from './recorded-contract.ts'
import type { RunFlags } from './run-flags.ts'
import type { Resumed, RunRequest } from './run-request.ts'
import { UsageError } from './usage-error.ts'

export const resumedIn = async (folder: string): Promise<Resumed> =>
  resumedFrom(await outlineOf(join(folder, evidenceName)))

export const resumedFrom = (outline: Outline): Resumed => {
  assertBegun(outline)
  const { lines } = outline
  const runs = lines.filter((line) => line.kind === 'run')
  const ids = [...new Set(runs.map(({ contract }) => contract))]
  const cases = lines.filter((line) => line.kind === 'case')
  return {
    id: runs[0]?.run ?? '',
    seed: runs[0]?.seed ?? 0,
    parts: runs.filter(({ contract }) => contract === ids[0]).length,
    runs: ids.flatMap((id) => runs.find(({ contract }) => contract === id) ?? []),
    done: Object.fromEntries(
      ids.map((id) => [
        id,
        cases.filter((line) => line.contract === id && isDecided(line)).map(({ result }) => result.id),
      ]),
    ),
  }
}

/** What is asked for in the run's stead: the same again, but for what the flags say otherwise. */
export const requestOf = (
  resumed: Resumed,
  flags: RunFlags & { readonly fault: readonly string[] },
  named: readonly string[] = [],
): Pick<RunRequest, 'contracts' | 'flags' | 'faults' | 'recorded' | 'resumed' | 'isGiven'> &
  Partial<Pick<RunRequest, 'shard'>> => {
  const [run] = resumed.runs
  if (!run) throw new UsageError('The evidence holds no run.')
  if (flags.seed !== undefined && flags.seed !== run.seed)
    throw new UsageError(`The run to go on with has the seed ${run.seed}, not ${flags.seed}: leave --seed out.`)
  const { settings, target, shard } = run
  if (settings.reference && flags.target !== undefined)
    throw new UsageError('The run to go on with was against the embedded reference: leave --target out.')
  return {
    contracts: resumed.runs.map((one) => recordedContract(one.settings.contract, named)),
    faults: settings.reference ?? flags.fault,
    flags: {
      ...flags,
      workflow: flags.workflow ?? [...new Set(resumed.runs.flatMap((one) => one.settings.workflows ?? []))],
      seed: run.seed,
      depth: flags.depth ?? settings.depth ?? 'default',
      runs: flags.runs ?? settings.runs,
      reading: flags.reading ?? settings.reading,
      settle: flags.settle ?? settings.settleMs,
      only: flags.only.length > 0 ? flags.only : (settings.filter?.only ?? []),
      level: flags.level ?? settings.filter?.level ?? 'may',
      ...(settings.reference ? { reference: true } : { target: flags.target ?? target }),
    },
    recorded: Object.fromEntries(resumed.runs.map((one) => [one.contract, one.settings.fixtures])),
    resumed,
    ...(settings.reference || flags.target !== undefined ? {} : { isGiven: true }),
    ...(shard ? { shard } : {}),
  }
}

/** What stayed open, or was not all sent, because the target fell silent or the budget was spent, is tried again. */
const isDecided = ({ result, error }: CaseLine): boolean =>
  error === undefined && result.isCut !== true && result.other.every(({ verdict }) => verdict !== 'inconclusive')

/** How the rest of a contract is run: with a mark of its own, so that nothing is taken for its own duplicate. */
export const partOf = (
  { seed, parts, runs, done }: Resumed,
  contract: Contract,
  { target }: WantedSpec,
): Pick<RunSpec, 'seed' | 'tag' | 'done'> => {
  const before = runs.find((run) => run.contract === contract.id)
  if (before && before.digest !== contract.digest)
    throw new UsageError(
      `The contract ${contract.id} has changed since the run was cut off: start anew, without --resume.`,
    )
  const here = target.kind === 'url' ? target.baseUrl : 'the reference'
  if (before && before.settings.reference === undefined && before.target !== here)
    throw new UsageError(
      `The run was against ${before.target}, not ${here}: give --target ${before.target}, or start anew, without --resume.`,
    )
  const own = before?.seed ?? seed
  return { seed: own, tag: tokenOf(6, 'tag', own, 'part', parts), done: done[contract.id] ?? [] }
}
