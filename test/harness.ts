import { ambiguitiesOfContract } from '../contracts/ambiguities.ts'
import type { Contract } from '../contracts/contract.ts'
import type { Report } from '../core/report.ts'
import type { RunSpec } from '../core/run-spec.ts'
import { buildReport } from '../reports/build.ts'
import { runCases } from '../suites/run-cases.ts'

/** Runs a contract in this process and reports it, as `assay run` does with a process of its own. */
export const reportOn = async (spec: RunSpec, contract: Contract): Promise<Report> => {
  const startedAt = new Date()
  const { results, counts, errors } = await runCases(spec, contract)
  const facts = { version: 'test', seed: spec.seed, startedAt, durationMs: Date.now() - startedAt.getTime() }
  return buildReport({ ...facts, interrupted: false }, [
    {
      id: contract.id,
      title: contract.title,
      digest: contract.digest,
      target: spec.target.baseUrl,
      requirements: contract.requirements,
      ambiguities: ambiguitiesOfContract(contract.id),
      ...(contract.isForeign ? { isForeign: true } : {}),
      results,
      counts,
      errors,
      settings: {
        contract: spec.contract,
        tag: spec.tag,
        runs: spec.runs,
        reading: spec.reading,
        timeoutMs: spec.target.timeoutMs,
        settleMs: spec.settleMs,
        headers: {},
        fixtures: spec.fixtures,
        authenticated: spec.target.token !== undefined,
      },
    },
  ])
}
