import { ambiguitiesOfContract } from '../contracts/ambiguities.ts'
import { loadContract } from '../contracts/load.ts'
import type { Json } from '../core/json.ts'
import type { Report } from '../core/report.ts'
import type { RunSpec } from '../core/run-spec.ts'
import type { Verdict } from '../core/verdict.ts'
import { classTotals } from '../generators/class-register.ts'
import { buildReport } from '../reports/build.ts'
import { runCases } from '../suites/run-cases.ts'

export type JudgedTarget = {
  readonly baseUrl: string
  readonly token?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly fixtures: Readonly<Record<string, Json>>
  readonly fixturePools?: Readonly<Record<string, readonly Json[]>>
  /** @defaultValue all requirements */
  readonly only?: readonly string[]
}

/** The report of a whole run of a contract against a server of our own, without vitest around it. */
export const judged = async (
  contractId: string,
  { baseUrl, token, headers = {}, fixtures, fixturePools = {}, only = [] }: JudgedTarget,
): Promise<Report> => {
  const contract = await loadContract(contractId)
  const seed = 7
  const spec: RunSpec = {
    contract: contractId,
    target: { baseUrl, headers, timeoutMs: 5_000, concurrency: 16, ...(token === undefined ? {} : { token }) },
    seed,
    tag: 'judged',
    runs: 16,
    only,
    level: 'may',
    reading: 'lenient',
    allow: ['write'],
    fixtures,
    fixturePools,
    settleMs: 1_500,
  }
  const { results, counts, errors } = await runCases(spec, contract)
  return buildReport({ version: '0', seed, startedAt: new Date(0), durationMs: 0, interrupted: false }, [
    {
      id: contract.id,
      title: contract.title,
      digest: contract.digest,
      target: baseUrl,
      requirements: contract.requirements,
      ambiguities: ambiguitiesOfContract(contract.id),
      results,
      counts,
      errors,
      classes: classTotals(contract),
      settings: {
        contract: contractId,
        tag: spec.tag,
        runs: spec.runs,
        reading: 'lenient',
        timeoutMs: spec.target.timeoutMs,
        settleMs: spec.settleMs,
        headers: {},
        fixtures: {},
        authenticated: true,
      },
    },
  ])
}

/** What a report says at the given verdicts, a line each: id, reason, findings. */
export const linesAt = ({ contracts }: Report, wanted: readonly Verdict[]): readonly string[] =>
  contracts.flatMap(({ requirements, errors }) => [
    ...errors,
    ...requirements
      .filter(({ verdict }) => wanted.includes(verdict))
      .map(({ verdict, id, reason, findings }) =>
        [
          `${verdict} ${id}`,
          reason,
          ...findings.slice(0, 1).map((one) => `${one.message} (${one.ambiguities.join()}): ${one.received}`),
        ]
          .filter((part) => part !== undefined)
          .join(' | '),
      ),
  ])
