import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import type { Known } from '../core/report.ts'
import { baselineOf, type KnownFailure, merged, pruned } from '../reports/baseline.ts'
import { counted } from '../reports/counted.ts'
import { isDay, today } from './day.ts'
import { print } from './print.ts'
import { readBaseline } from './read-baseline.ts'
import { readReport } from './read-report.ts'
import { UsageError } from './usage-error.ts'

export type BaselineOptions = {
  readonly owner?: string
  readonly reason?: string
  readonly expires?: string
  readonly prune?: true
  readonly out: string
}

/**
 * `assay baseline FILE`: writes down what fails in a report, so that it does not gate for a while. What the file has
 * already stays as it is; with `--prune`, what no longer fails is removed from it, and nothing is added.
 */
export const baselineCommand = async (file: string, { out, prune, ...given }: BaselineOptions): Promise<void> => {
  if (prune) return pruneBaseline(file, out, given)
  const known = checkedKnown(given)
  const { known: failing } = baselineOf(await readReport(file), known)
  if (failing.length === 0) {
    print('Nothing fails in this report: there is nothing to write down.\n')
    return
  }
  const before = existsSync(out) ? (await readBaseline(out)).known : []
  const { added, all } = merged(before, failing)
  await writeKnown(out, all)
  const kept =
    before.length > 0
      ? `, ${counted(before.length, 'entry', 'entries')} of before kept as ${before.length === 1 ? 'it was' : 'they were'}`
      : ''
  print(`${counted(added, 'known failure')} until ${known.expires}${kept}: ${out}\n`)
}

const checkedKnown = ({ owner, reason, expires }: Partial<Known>): Known => {
  const missing = keys.filter((key) => ({ owner, reason, expires })[key] === undefined)
  if (missing.length > 0)
    throw new UsageError(
      missing.length === 1
        ? `--${missing[0]} is missing: say ${missing.map((key) => asks[key]).join()}.`
        : `${missing.map((key) => `--${key}`).join(', ')} are missing: say ${missing.map((key) => `${asks[key]} (--${key})`).join('; ')}.`,
    )
  const known = { owner: owner ?? '', reason: reason ?? '', expires: expires ?? '' }
  for (const key of ['owner', 'reason'] as const)
    if (known[key].trim() === '') throw new UsageError(`--${key} is empty: say ${asks[key]}.`)
  if (!isDay(known.expires)) throw new UsageError(`--expires '${known.expires}' is no day: write it as in 2026-12-31.`)
  if (known.expires < today()) throw new UsageError(`--expires ${known.expires} is over: give a day to come.`)
  return known
}

const keys = ['owner', 'reason', 'expires'] as const

const asks: Readonly<Record<keyof Known, string>> = {
  owner: 'who answers for it',
  reason: 'why it may stay broken for now',
  expires: 'the last day it does not count, as in 2026-12-31',
}

const pruneBaseline = async (file: string, out: string, given: Partial<Known>): Promise<void> => {
  const extra = Object.entries(given).find(([, value]) => value !== undefined)
  if (extra) throw new UsageError(`--prune adds nothing: leave --${extra[0]} out.`)
  const { known } = await readBaseline(out)
  const { kept, removed } = pruned(await readReport(file), known, today())
  if (removed.length > 0) await writeKnown(out, kept)
  for (const { requirement, why } of removed) print(`removed ${requirement}: ${why}\n`)
  print(`${counted(removed.length, 'entry', 'entries')} removed, ${kept.length} kept: ${out}\n`)
}

const writeKnown = (out: string, known: readonly KnownFailure[]): Promise<void> =>
  writeFile(out, `${JSON.stringify({ schema: 'assay.baseline/1', known }, null, 2)}\n`).catch((error: Error) => {
    throw new UsageError(`Cannot write ${out}: ${error.message}.`)
  })
