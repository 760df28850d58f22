import { writeFile } from 'node:fs/promises'
import { baselineOf } from '../reports/baseline.ts'
import { isDay, today } from './day.ts'
import { print } from './print.ts'
import { readReport } from './read-report.ts'
import { UsageError } from './usage-error.ts'

export type BaselineOptions = {
  readonly owner: string
  readonly reason: string
  readonly expires: string
  readonly out: string
}

/** `assay baseline FILE`: writes down what fails in a report, so that it does not gate for a while. */
export const baselineCommand = async (file: string, { out, ...known }: BaselineOptions): Promise<void> => {
  for (const key of ['owner', 'reason'] as const)
    if (known[key].trim() === '')
      throw new UsageError(`--${key} is empty: say ${key === 'owner' ? 'who answers for it' : 'why it is lived with'}.`)
  if (!isDay(known.expires)) throw new UsageError(`--expires '${known.expires}' is no day: write it as in 2026-12-31.`)
  if (known.expires < today()) throw new UsageError(`--expires ${known.expires} is over: give a day to come.`)
  const baseline = baselineOf(await readReport(file), known)
  if (baseline.known.length === 0) {
    print('Nothing fails in this report: there is nothing to write down.\n')
    return
  }
  await writeFile(out, `${JSON.stringify(baseline, null, 2)}\n`, { flag: 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      throw new UsageError(
        error.code === 'EEXIST'
          ? `${out} exists, and its owners and dates are somebody's: give another --out, or remove it first.`
          : `Cannot write ${out}: ${error.message}.`,
      )
    },
  )
  print(`${baseline.known.length} known failures until ${known.expires}: ${out}\n`)
}
