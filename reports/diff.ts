import type { ContractReport, FindingReport, Report, RequirementReport } from '../core/report.ts'
import type { Verdict } from '../core/verdict.ts'
import { type Answers, compareAnswers } from './answers.ts'

/** What changed from one run to another. */
export type Diff = {
  readonly contracts: readonly ContractDiff[]
  /** Contracts that only one of the runs had. */
  readonly onlyA: readonly string[]
  readonly onlyB: readonly string[]
}

export type ContractDiff = {
  readonly id: string
  readonly title: string
  readonly targets: readonly [string, string]
  /** The documents themselves are not the same. */
  readonly contractChanged: boolean
  readonly changes: readonly Change[]
  /** Requirements that only one of the runs had. */
  readonly added: readonly Sole[]
  readonly removed: readonly Sole[]
  /** Present where the targets are two. */
  readonly answers?: Answers
}

export type Change = {
  readonly kind: 'broken' | 'fixed' | 'newly-tried' | 'no-longer-tried' | 'other'
  readonly requirement: string
  readonly title: string
  readonly from: Verdict
  readonly to: Verdict
  readonly reason?: string
  readonly finding?: FindingReport
}

export type Sole = { readonly requirement: string; readonly verdict: Verdict }

export const diff = (a: Report, b: Report): Diff => ({
  contracts: b.contracts.flatMap((contract) => {
    const before = a.contracts.find(({ id }) => id === contract.id)
    return before ? [contractDiff(before, contract)] : []
  }),
  onlyA: idsBeside(a, b),
  onlyB: idsBeside(b, a),
})

const idsBeside = (one: Report, other: Report): readonly string[] =>
  one.contracts.map(({ id }) => id).filter((id) => !other.contracts.some((contract) => contract.id === id))

const contractDiff = (a: ContractReport, b: ContractReport): ContractDiff => {
  const before = new Map(a.requirements.map((one) => [one.id, one]))
  const after = new Map(b.requirements.map((one) => [one.id, one]))
  return {
    id: b.id,
    title: b.title,
    targets: [a.target, b.target],
    contractChanged: a.digest !== b.digest,
    changes: b.requirements.flatMap((now) => change(before.get(now.id), now)),
    added: b.requirements.filter(({ id }) => !before.has(id)).map(sole),
    removed: a.requirements.filter(({ id }) => !after.has(id)).map(sole),
    ...(a.target === b.target ? {} : { answers: compareAnswers(a, b) }),
  }
}

const sole = ({ id, verdict }: RequirementReport): Sole => ({ requirement: id, verdict })

const change = (before: RequirementReport | undefined, now: RequirementReport): readonly Change[] => {
  if (!before || before.verdict === now.verdict) return []
  const [finding] = now.findings
  return [
    {
      kind: kindOf(before.verdict, now.verdict),
      requirement: now.id,
      title: now.title,
      from: before.verdict,
      to: now.verdict,
      ...(now.reason === undefined ? {} : { reason: now.reason }),
      ...(finding ? { finding } : {}),
    },
  ]
}

const kindOf = (from: Verdict, to: Verdict): Change['kind'] => {
  if (to === 'fail') return 'broken'
  if (from === 'fail' && (to === 'pass' || to === 'warn')) return 'fixed'
  if (to === 'untested') return 'no-longer-tried'
  return from === 'untested' ? 'newly-tried' : 'other'
}

/** Whether a promise is broken that was not before. */
export const hasBroken = ({ contracts }: Diff): boolean =>
  contracts.some(({ changes }) => changes.some(({ kind }) => kind === 'broken'))
