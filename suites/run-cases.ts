import type { Contract } from '../contracts/contract.ts'
import type { CaseResult } from '../core/case.ts'
import { redactedResult } from '../core/redact-result.ts'
import type { RunCounts } from '../core/run-counts.ts'
import type { RunSpec } from '../core/run-spec.ts'
import { type Case, failedCase } from './cases/case.ts'
import { registered } from './packed-result.ts'
import { planOf, turnsOf } from './plan.ts'
import { openSession } from './session.ts'

export type Ran = {
  readonly results: readonly CaseResult[]
  readonly counts: RunCounts
  readonly errors: readonly string[]
}

/** Runs all cases in this process, without vitest: for the self-test, which runs hundreds of times. */
export const runCases = async (spec: RunSpec, contract: Contract): Promise<Ran> => {
  const session = await openSession(spec, contract)
  try {
    const { among, alone } = turnsOf(planOf(session))
    const waiting = among.values()
    const results: CaseResult[] = []
    const errors: string[] = []
    const work = async (cases: Iterable<Case>): Promise<void> => {
      for (const one of cases) results.push(redactedResult(await tried(one, { contract, errors }), session.redact))
    }
    await Promise.all(Array.from({ length: spec.target.concurrency * 2 }, () => work(waiting)))
    await work(alone)
    return { results, counts: session.counts(), errors }
  } finally {
    await session.close()
  }
}

type Into = { readonly contract: Contract; readonly errors: string[] }

const tried = async (one: Case, { contract: { requirements }, errors }: Into): Promise<CaseResult> => {
  try {
    return registered(await one.run(), requirements)
  } catch (error) {
    errors.push(`${one.id}: ${(error as Error).stack}`)
    return registered(failedCase(one, error), requirements)
  }
}
