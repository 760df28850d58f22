import { join } from 'node:path'
import { formatsOf } from './deliver.ts'
import { demandsOf, withDemands } from './demands.ts'
import { evidenceName } from './evidence.ts'
import { type Outline, outlineOf } from './outline.ts'
import { present } from './present.ts'
import { readBaseline } from './read-baseline.ts'
import { rebuild } from './rebuild.ts'
import { sourcesOf } from './recorded-contract.ts'
import { UsageError } from './usage-error.ts'

export type MergeOptions = {
  readonly out: string
  readonly report: string
  /** Another name of `report`, and typed where `report` may be the default. */
  readonly reporter?: string
  readonly baseline?: string
  readonly allowRef?: readonly string[]
  readonly quiet?: boolean
  readonly gate?: 'must' | 'should'
  readonly minJudged?: number
  readonly contract?: string
}

/** `assay merge DIR…`: one report of all shards of a run, with the exit code that the whole run would have had. */
export const mergeCommand = async (folders: readonly string[], options: MergeOptions): Promise<number> => {
  const formats = formatsOf(options.reporter ?? options.report)
  const baseline = options.baseline === undefined ? undefined : await readBaseline(options.baseline)
  const files: File[] = []
  for (const folder of folders) files.push({ folder, outline: await outlineOf(join(folder, evidenceName)) })
  assertOneRun(files)
  const report = withDemands(
    await rebuild(
      files.map(({ outline }) => outline),
      sourcesOf(options),
    ),
    demandsOf(options),
  )
  return present(report, {
    out: options.out,
    formats,
    baseline,
    quiet: options.quiet === true,
    evidence: files.map(({ outline }) => outline.path),
  })
}

type File = { readonly folder: string; readonly outline: Outline }

/** Shards of different runs, or not all of them, would make a report of a run that never was. */
const assertOneRun = (files: readonly File[]): void => {
  const runs = files.flatMap(({ folder, outline }) =>
    outline.lines.filter((line) => line.kind === 'run').map((run) => ({ folder, run })),
  )
  const [first] = runs
  if (!first) return
  const other = runs.find(({ run }) => run.seed !== first.run.seed)
  if (other)
    throw new UsageError(
      `${other.folder} is of another run than ${first.folder}: seed ${other.run.seed}, not ${first.run.seed}. Give every shard the same --seed.`,
    )
  const changed = runs.find(({ run }) =>
    runs.some((one) => one.run.contract === run.contract && one.run.digest !== run.digest),
  )
  if (changed) throw new UsageError(`The contract ${changed.run.contract} is not the same in all shards.`)
  const count = first.run.shard?.count ?? 1
  for (const index of Array.from({ length: count }, (_, place) => place + 1)) {
    const owners = files
      .filter(({ outline }) => outline.lines.some((line) => line.kind === 'run' && (line.shard?.index ?? 1) === index))
      .map(({ folder }) => folder)
    if (owners.length === 0)
      throw new UsageError(`Shard ${index} of ${count} is missing: give the folders of all ${count}.`)
    if (owners.length > 1) throw new UsageError(`${owners.join(' and ')} are the same shard, ${index} of ${count}.`)
  }
}
