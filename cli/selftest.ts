import type { Report } from '../core/report.ts'
import type { RunSpec } from '../core/run-spec.ts'
import { tokenOf } from '../core/seed.ts'
import type { Verdict } from '../core/verdict.ts'
import type { Fault, Reference } from '../reference/reference.ts'
import { buildReport } from '../reports/build.ts'
import type { Contract } from '../schemas/contract.ts'
import { loadContract } from '../schemas/load.ts'
import { runCases } from '../suites/run-cases.ts'
import { version } from './package-info.ts'
import { freePort } from './run.ts'

/** What the harness made of one fault. */
export type Kill = {
  readonly contract: string
  readonly fault: string
  readonly requirement: string
  readonly verdict: Verdict
  readonly caught: boolean
  /** Other requirements that are worse off than without the fault. */
  readonly bystanders: readonly string[]
  readonly requests: number
}

export type SelftestOptions = {
  readonly seed: number
  readonly faults: readonly string[]
  readonly onKill: (kill: Kill) => void
}

/** Short, so that faults that hang cost little; the reference answers within milliseconds. */
const timeoutMs = 1_000

/** Runs the whole harness once without and once with each fault of a reference. */
export const selftest = async (
  reference: Reference,
  { seed, faults, onKill }: SelftestOptions,
): Promise<readonly Kill[]> => {
  const contract = await loadContract(reference.contract)
  const wanted = reference.faults.filter(({ id }) => faults.length === 0 || faults.includes(id))
  if (wanted.length === 0) return []
  // The first run compiles every schema, which may outlast the short timeout: only the second one is the measure.
  await reportOf({ reference, contract, seed, faults: [] })
  const clean = await reportOf({ reference, contract, seed, faults: [] })
  const before = verdictsOf(clean)
  const kills: Kill[] = []
  for (const fault of wanted) {
    const report = await reportOf({ reference, contract, seed, faults: [fault.id] })
    const kill = killOf(fault, {
      contract: contract.id,
      before,
      after: verdictsOf(report),
      requests: report.run.requests,
    })
    kills.push(kill)
    onKill(kill)
  }
  return kills
}

type Verdicts = ReadonlyMap<string, Verdict>
type Compared = {
  readonly contract: string
  readonly before: Verdicts
  readonly after: Verdicts
  readonly requests: number
}

const killOf = ({ id, requirement, also = [] }: Fault, { contract, before, after, requests }: Compared): Kill => {
  const isWorse = (name: string) =>
    (after.get(name) === 'fail' || after.get(name) === 'warn' || after.get(name) === 'error') &&
    after.get(name) !== before.get(name)
  return {
    contract,
    fault: id,
    requirement,
    verdict: after.get(requirement) ?? 'untested',
    caught: isWorse(requirement),
    bystanders: [...after.keys()].filter((name) => isWorse(name) && name !== requirement && !also.includes(name)),
    requests,
  }
}

const verdictsOf = ({ contracts }: Report): Verdicts =>
  new Map(contracts.flatMap(({ requirements }) => requirements.map(({ id, verdict }) => [id, verdict] as const)))

type Setup = {
  readonly reference: Reference
  readonly contract: Contract
  readonly seed: number
  readonly faults: readonly string[]
}

const reportOf = async ({ reference, contract, seed, faults }: Setup): Promise<Report> => {
  const startedAt = new Date()
  const port = contract.events.length > 0 ? await freePort() : undefined
  const running = await reference.start({
    faults,
    ...(port === undefined ? {} : { webhook: { url: `http://127.0.0.1:${port}/`, secret: 'selftest-secret' } }),
  })
  const spec: RunSpec = {
    contract: contract.id,
    target: { baseUrl: running.baseUrl, token: running.token, headers: {}, timeoutMs, concurrency: 8 },
    seed,
    tag: tokenOf(6, 'tag', seed),
    runs: 16,
    only: [],
    level: 'may',
    reading: 'lenient',
    allow: ['write'],
    fixtures: { ...running.fixtures, ...(port === undefined ? {} : { webhookSecret: 'selftest-secret' }) },
    ...(port === undefined ? {} : { webhook: { port, waitMs: 300 } }),
    settleMs: 1_500,
  }
  try {
    const { results, counts, errors } = await runCases(spec, contract)
    return buildReport({ version: version(), seed, startedAt, durationMs: 0, interrupted: false }, [
      {
        id: contract.id,
        title: contract.title,
        digest: contract.digest,
        target: running.baseUrl,
        requirements: contract.requirements,
        results,
        counts,
        errors,
        settings: {
          contract: contract.id,
          tag: spec.tag,
          runs: spec.runs,
          reading: 'lenient',
          timeoutMs,
          settleMs: spec.settleMs,
          headers: {},
          fixtures: {},
          authenticated: true,
          reference: faults,
        },
      },
    ])
  } finally {
    await running.close()
  }
}
