import { matchesGlob } from '../core/glob.ts'
import type { BaselineProblem, BaselineUntried, ContractReport, Known, Report } from '../core/report.ts'
import { counted } from './counted.ts'
import { contractOutcome, runOutcome } from './outcomes.ts'

/** Known failures, as somebody wrote them down. */
export type Baseline = {
  /** How the file is called. */
  readonly file: string
  readonly known: readonly KnownFailure[]
}

/** `requirement` is an id or a glob. */
export type KnownFailure = Known & { readonly requirement: string }

/**
 * The report with known failures marked, and outcomes to which they do not count. An entry that passes now, is gone or
 * has expired makes the run nonconformant, so that the list can only shrink. `today` is as in `2026-12-31`.
 */
export const withBaseline = (report: Report, { file, known }: Baseline, today: string): Report => {
  const bare = report.contracts.map(withoutKnown)
  const contracts = bare.map((contract) =>
    marked(
      contract,
      known.filter(({ expires }) => expires >= today),
    ),
  )
  const judged = known.map((entry) => judge(entry, bare, today))
  const problems = judged.flatMap((one) => (one.kind === 'problem' ? [one.problem] : []))
  return {
    ...report,
    run: {
      ...report.run,
      outcome: problems.length > 0 ? 'nonconformant' : runOutcome(contracts, report.run.interrupted),
    },
    contracts,
    baseline: {
      file,
      known: contracts.flatMap(({ requirements }) => requirements).filter((one) => one.known).length,
      problems,
      untried: judged.flatMap((one) => (one.kind === 'untried' ? [one.untried] : [])),
    },
  }
}

const withoutKnown = (contract: ContractReport): ContractReport => ({
  ...contract,
  requirements: contract.requirements.map(({ known: _, ...requirement }) => requirement),
})

const marked = (contract: ContractReport, entries: readonly KnownFailure[]): ContractReport => {
  const requirements = contract.requirements.map((one) => {
    const entry = one.verdict === 'fail' && entries.find((each) => covers(each, one.id))
    return entry ? { ...one, known: { owner: entry.owner, reason: entry.reason, expires: entry.expires } } : one
  })
  return { ...contract, requirements, outcome: contractOutcome(requirements, contract) }
}

/** Without a wildcard only the very requirement: what stands below it may be broken for another reason. */
const covers = ({ requirement }: KnownFailure, id: string): boolean =>
  /[*?]/.test(requirement) ? matchesGlob(requirement, id) : requirement === id

type Judged =
  | { readonly kind: 'holds' }
  | { readonly kind: 'problem'; readonly problem: BaselineProblem }
  | { readonly kind: 'untried'; readonly untried: BaselineUntried }

const judge = (entry: KnownFailure, contracts: readonly ContractReport[], today: string): Judged => {
  const verdicts = contracts
    .flatMap(({ requirements }) => requirements)
    .flatMap(({ id, verdict }) => (covers(entry, id) ? [verdict] : []))
  if (verdicts.length === 0) return missing(entry, contracts)
  if (verdicts.every((verdict) => verdict === 'pass' || verdict === 'warn'))
    return problem(entry, 'passes', 'does not fail any more: take it out of the list')
  if (entry.expires < today)
    return problem(entry, 'expired', `was known until ${entry.expires}: ${entry.owner} fixes it or sets a new date`)
  if (verdicts.includes('fail')) return { kind: 'holds' }
  const open = verdicts.filter((verdict) => verdict !== 'pass' && verdict !== 'warn').length
  return untried(
    entry,
    `${open} of ${counted(verdicts.length, 'requirement')} that it covers could not be judged in this run`,
  )
}

/** Only a run that asked for every requirement of a contract can tell that one is gone. */
const missing = (entry: KnownFailure, contracts: readonly ContractReport[]): Judged => {
  const [name = ''] = entry.requirement.split('/')
  const meant = contracts.filter(({ id }) => name === '**' || matchesGlob(name, id))
  if (meant.length === 0) return untried(entry, 'its contract was not run')
  if (meant.some(({ settings }) => settings.filter)) return untried(entry, 'this run did not ask for it')
  return problem(entry, 'gone', 'is no requirement of the contract: take it out of the list, or correct its name')
}

const problem = (entry: KnownFailure, kind: BaselineProblem['kind'], says: string): Judged => {
  const { requirement, owner, reason, expires } = entry
  return {
    kind: 'problem',
    problem: { kind, requirement, owner, reason, expires, message: `${requirement} ${says}` },
  }
}

const untried = ({ requirement }: KnownFailure, message: string): Judged => ({
  kind: 'untried',
  untried: { requirement, message },
})

/** A baseline file that names what fails in the report. */
export const baselineOf = (
  { contracts }: Report,
  { owner, reason, expires }: Known,
): { readonly schema: 'assay.baseline/1'; readonly known: readonly KnownFailure[] } => ({
  schema: 'assay.baseline/1',
  known: [
    ...new Set(
      contracts.flatMap(({ requirements }) =>
        requirements.flatMap(({ id, verdict }) => (verdict === 'fail' ? [id] : [])),
      ),
    ),
  ].map((requirement) => ({ requirement, owner, reason, expires })),
})

/** New failures after those that are known already: what somebody wrote there stays as it is. */
export const merged = (
  before: readonly KnownFailure[],
  failing: readonly KnownFailure[],
): { readonly added: number; readonly all: readonly KnownFailure[] } => {
  const added = failing.filter(({ requirement }) => !before.some((entry) => covers(entry, requirement)))
  return { added: added.length, all: [...before, ...added] }
}

/** Without what passes now or is gone. What has only expired still fails: who answers for it decides. */
export const pruned = (
  report: Report,
  known: readonly KnownFailure[],
  today: string,
): {
  readonly kept: readonly KnownFailure[]
  readonly removed: readonly { readonly requirement: string; readonly why: string }[]
} => {
  const bare = report.contracts.map(withoutKnown)
  const judged = known.map((entry) => ({ entry, verdict: judge(entry, bare, today) }))
  const isOver = ({ verdict }: (typeof judged)[number]): boolean =>
    verdict.kind === 'problem' && verdict.problem.kind !== 'expired'
  return {
    kept: judged.filter((one) => !isOver(one)).map(({ entry }) => entry),
    removed: judged.filter(isOver).map(({ entry, verdict }) => ({
      requirement: entry.requirement,
      why:
        verdict.kind === 'problem' && verdict.problem.kind === 'gone'
          ? 'no requirement has this name'
          : 'does not fail any more',
    })),
  }
}
