import { ambiguitiesOfContract } from '../contracts/ambiguities.ts'
import type { Contract } from '../contracts/contract.ts'
import { loadContract } from '../contracts/load.ts'
import type { Layer } from '../core/layer.ts'
import type { Report } from '../core/report.ts'
import type { RunSpec } from '../core/run-spec.ts'
import { tokenOf } from '../core/seed.ts'
import type { Reference } from '../reference/reference.ts'
import { buildReport } from '../reports/build.ts'
import type { Outside } from '../suites/outside.ts'
import { runCases } from '../suites/run-cases.ts'
import { freePort } from './free-port.ts'
import { type Kill, killOf, type Verdicts, verdictsOf } from './kill.ts'
import { version } from './package-info.ts'

/** How long a run waits: for a reply, for asynchronous work, for an event. */
export type Patience = { readonly timeoutMs: number; readonly settleMs: number; readonly eventMs: number }

/** Long, so that a busy machine is not taken for a service that hangs: the reference answers within milliseconds. */
export const patient: Patience = { timeoutMs: 20_000, settleMs: 10_000, eventMs: 3_000 }

/** Short, for what hangs and would be waited for in vain: nothing else may be judged by it. */
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
  const clean = await reportOf({ reference, contract, seed })
  return { reference, contract, seed, before: verdictsOf(clean) }
}

/** Runs the whole harness against a reference with one fault. */
export const selftest = async ({ reference, contract, seed, before }: Subject, id: string): Promise<Kill> => {
  const fault = reference.faults.find((one) => one.id === id)
  if (!fault) throw new Error(`${contract.id} has no fault ${id}.`)
  const report = await reportOf({ reference, contract, seed, faults: [id], patience: fault.hangs ? brisk : patient })
  return killOf(fault, { contract: contract.id, before, report })
}

type Setup = {
  readonly reference: Reference
  readonly contract: Contract
  readonly seed: number
  /** @defaultValue none */
  readonly faults?: readonly string[]
  /** Stands before the reference. @defaultValue none */
  readonly layer?: Layer
  /** @defaultValue patient */
  readonly patience?: Patience
  /** Ids of the cases to run. @defaultValue all */
  readonly cases?: readonly string[]
  readonly outside?: Outside
}

/** The report of a run against a reference. */
export const reportOf = async ({
  reference,
  contract,
  seed,
  faults = [],
  layer,
  patience: { timeoutMs, settleMs, eventMs } = patient,
  cases,
  outside,
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
    ...(cases ? { cases } : {}),
    level: 'may',
    reading: 'lenient',
    allow: ['write', 'concurrent'],
    fixtures: { ...running.fixtures, ...(port === undefined ? {} : { webhookSecret: 'selftest-secret' }) },
    ...(port === undefined ? {} : { webhook: { port, waitMs: eventMs } }),
    settleMs,
  }
  try {
    const { results, counts, errors } = await runCases(spec, contract, outside)
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
        ambiguities: ambiguitiesOfContract(contract.id),
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
