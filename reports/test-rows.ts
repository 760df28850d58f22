import type { BaselineReport, ContractReport, Report, RequirementReport } from '../core/report.ts'
import { endedText } from './ended-text.ts'
import { findingText } from './finding-text.ts'
import { type Stop, stopsOf } from './gates.ts'
import { unusableLines } from './unusable-line.ts'
import { xmlCharacters } from './xml-text.ts'

/** A requirement as formats see it that know nothing but tests. */
export type TestRow = {
  /** Contract and operation. */
  readonly suite: readonly [string, string]
  /** The requirement's id; no two rows of a suite have the same. */
  readonly name: string
  readonly verdict: RequirementReport['verdict'] | 'known'
  readonly result:
    | { readonly kind: 'passed'; readonly remark?: string }
    | { readonly kind: 'failed'; readonly message: string; readonly detail: string }
    /** Nobody knows: counts as an error, not as a failure. */
    | { readonly kind: 'open'; readonly message: string }
    | { readonly kind: 'skipped'; readonly message: string }
  readonly requirement?: RequirementReport
}

/** One row per requirement, and one for all else for which a run is not green: who reads only tests must see it too. */
export const testRows = ({ run, contracts, baseline }: Report): readonly TestRow[] =>
  withUniqueNames([
    ...contracts.flatMap(contractRows),
    ...contracts.flatMap(unusableRows),
    ...stopsOf({ run, contracts }).map(stopRow),
    ...contracts.flatMap(faultRows),
    ...(run.interrupted ? [interruption(run)] : []),
    ...baselineRows(baseline),
  ])

const contractRows = ({ id, requirements, unusable }: ContractReport): readonly TestRow[] =>
  requirements.map((requirement) => ({
    suite: [id, requirement.operation],
    name: requirement.id,
    verdict: requirement.known ? 'known' : requirement.verdict,
    result: unusable ? { kind: 'skipped', message: requirement.reason ?? unusable.cause } : resultOf(requirement),
    requirement,
  }))

const resultOf = (requirement: RequirementReport): TestRow['result'] => {
  const { verdict, reason = '', title, known } = requirement
  switch (verdict) {
    case 'pass':
      return { kind: 'passed' }
    case 'warn':
      return { kind: 'passed', remark: findingText(requirement) }
    case 'fail':
      return known
        ? { kind: 'skipped', message: `known until ${known.expires} (${known.owner}): ${known.reason}` }
        : { kind: 'failed', message: title, detail: findingText(requirement) }
    case 'inconclusive':
    case 'error':
      return { kind: 'open', message: `${verdict}: ${reason}` }
    case 'untested':
      return { kind: 'skipped', message: reason }
  }
}

/** One row is red, not each requirement: nothing was judged. */
const unusableRows = (contract: ContractReport): readonly TestRow[] =>
  unusableLines(contract).map((message) => ({
    suite: ['assay', 'run'],
    name: `the target of ${contract.id} can be judged`,
    verdict: 'inconclusive',
    result: { kind: 'open', message },
  }))

const stopRow = ({ code, message }: Stop): TestRow => ({
  suite: ['assay', 'run'],
  name: code === 1 ? '--gate' : '--min-judged',
  verdict: code === 1 ? 'fail' : 'inconclusive',
  result: code === 1 ? { kind: 'failed', message, detail: message } : { kind: 'open', message },
})

const faultRows = ({ id, errors }: ContractReport): readonly TestRow[] =>
  errors.map((message) => ({
    suite: ['assay', 'faults'],
    name: `a fault of Assay's own in ${id}`,
    verdict: 'error',
    result: { kind: 'open', message },
  }))

const interruption = (run: Report['run']): TestRow => ({
  suite: ['assay', 'run'],
  name: 'the run came to its end',
  verdict: 'inconclusive',
  result: { kind: 'open', message: endedText(run) },
})

const baselineRows = (baseline: BaselineReport | undefined): readonly TestRow[] =>
  (baseline?.problems ?? []).map(({ kind, requirement, message, owner, reason }) => ({
    suite: ['assay', 'baseline'],
    name: `${kind} ${requirement}`,
    verdict: 'fail',
    result: { kind: 'failed', message, detail: `${baseline?.file}: ${owner}: ${reason}` },
  }))

/** Readers of test reports take two tests of one name for one; what XML cannot hold does not tell them apart. */
const withUniqueNames = (rows: readonly TestRow[]): readonly TestRow[] => {
  const seen = new Map<string, number>()
  return rows.map((row) => {
    const key = JSON.stringify([...row.suite, row.name].map(xmlCharacters))
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return count === 1 ? row : { ...row, name: `${row.name} (${count})` }
  })
}
