import type { Layer } from '../core/layer.ts'
import type { Report } from '../core/report.ts'
import type { RunSpec } from '../core/run-spec.ts'
import { tokenOf } from '../core/seed.ts'
import type { Verdict } from '../core/verdict.ts'
import type { Fault, Reference } from '../reference/reference.ts'
import { buildReport } from '../reports/build.ts'
import type { Contract } from '../schemas/contract.ts'
import { loadContract } from '../schemas/load.ts'
import { runCases } from '../suites/run-cases.ts'
import { freePort } from './free-port.ts'
import { version } from './package-info.ts'

/** What the harness made of one fault. */
export type Kill = {
  readonly contract: string
  readonly fault: string
  readonly requirement: string
  readonly verdict: Verdict
  readonly caught: boolean
  /** Nothing of the contract could be reached with the fault: no promise was judged, and nothing lets it through. */
  readonly unusable: boolean
  /** Other requirements that are worse off than without the fault. */
  readonly bystanders: readonly string[]
  readonly requests: number
}

/** How long a run waits: for a reply, for asynchronous work, for an event. */
export type Patience = { readonly timeoutMs: number; readonly settleMs: number; readonly eventMs: number }

/** Short, so that faults that hang cost little; the reference answers within milliseconds. */
export const brisk: Patience = { timeoutMs: 1_000, settleMs: 1_500, eventMs: 300 }

/** A reference with the measure of its faults: what the harness says of it when nothing is broken. */
export type Subject = {
  readonly reference: Reference
  readonly contract: Contract
  readonly seed: number
  readonly before: Verdicts
}

export const subjectOf = async (reference: Reference, seed: number): Promise<Subject> => {
  const contract = await loadContract(reference.contract)
  // The first run compiles every schema, which may outlast the short timeout: only the second one is the measure.
  await reportOf({ reference, contract, seed })
  const clean = await reportOf({ reference, contract, seed })
  return { reference, contract, seed, before: verdictsOf(clean) }
}

/** Runs the whole harness against a reference with one fault. */
export const selftest = async ({ reference, contract, seed, before }: Subject, id: string): Promise<Kill> => {
  const fault = reference.faults.find((one) => one.id === id)
  if (!fault) throw new Error(`${contract.id} has no fault ${id}.`)
  const report = await reportOf({ reference, contract, seed, faults: [id] })
  return killOf(fault, { contract: contract.id, before, after: verdictsOf(report), report })
}

export type Verdicts = ReadonlyMap<string, Verdict>
type Compared = {
  readonly contract: string
  readonly before: Verdicts
  readonly after: Verdicts
  readonly report: Report
}

const killOf = ({ id, requirement, also = [] }: Fault, { contract, before, after, report }: Compared): Kill => {
  const unusable = report.run.outcome === 'unusable'
  const isWorse = (name: string) =>
    (after.get(name) === 'fail' || after.get(name) === 'warn' || after.get(name) === 'error') &&
    after.get(name) !== before.get(name)
  return {
    contract,
    fault: id,
    requirement,
    verdict: after.get(requirement) ?? 'untested',
    caught: unusable || isWorse(requirement),
    unusable,
    bystanders: [...after.keys()].filter((name) => isWorse(name) && name !== requirement && !also.includes(name)),
    requests: report.run.requests,
  }
}

export const verdictsOf = ({ contracts }: Report): Verdicts =>
  new Map(contracts.flatMap(({ requirements }) => requirements.map(({ id, verdict }) => [id, verdict] as const)))

type Setup = {
  readonly reference: Reference
  readonly contract: Contract
  readonly seed: number
  /** @defaultValue none */
  readonly faults?: readonly string[]
  /** Stands before the reference. @defaultValue none */
  readonly layer?: Layer
  /** @defaultValue brisk */
  readonly patience?: Patience
}

/** The report of a whole run against a reference. */
export const reportOf = async ({
  reference,
  contract,
  seed,
  faults = [],
  layer,
  patience: { timeoutMs, settleMs, eventMs } = brisk,
}: Setup): Promise<Report> => {
  const startedAt = new Date()
  const port = contract.events.length > 0 ? await freePort() : undefined
  const running = await reference.start({
    faults,
    ...(layer ? { layer } : {}),
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
    allow: ['write', 'concurrent'],
    fixtures: { ...running.fixtures, ...(port === undefined ? {} : { webhookSecret: 'selftest-secret' }) },
    ...(port === undefined ? {} : { webhook: { port, waitMs: eventMs } }),
    settleMs,
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
          settleMs,
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
