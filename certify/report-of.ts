import { ambiguitiesOfContract } from '../contracts/ambiguities.ts'
import type { Contract } from '../contracts/contract.ts'
import type { CaseResult } from '../core/case.ts'
import type { RunLine } from '../core/evidence-line.ts'
import type { ContractReport } from '../core/report.ts'
import type { RunCounts } from '../core/run-counts.ts'
import { classTotals } from '../generators/class-register.ts'
import { buildReport } from '../reports/build.ts'
import { Refusal } from './refusal.ts'

export type Judged = {
  readonly contract: Contract
  readonly run: RunLine
  readonly results: readonly CaseResult[]
  readonly errors: readonly string[]
  readonly counts: RunCounts
}

/** The report of what the cases showed: the same for a run and for one that is judged again. */
export const reportOf = ({ contract, run, results, errors, counts }: Judged): ContractReport => {
  const facts = {
    version: run.version,
    seed: run.seed,
    startedAt: new Date(run.startedAt),
    durationMs: 0,
    interrupted: false,
  }
  const { contracts } = buildReport(facts, [
    {
      id: contract.id,
      title: contract.title,
      digest: contract.digest,
      target: run.target,
      requirements: contract.requirements,
      ambiguities: ambiguitiesOfContract(contract.id),
      ...(contract.isForeign ? { isForeign: true } : {}),
      results,
      counts,
      errors,
      settings: run.settings,
      classes: classTotals(contract),
    },
  ])
  const [report] = contracts
  if (!report) throw new Refusal('nothing was judged')
  return report
}
