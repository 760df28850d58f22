import type { CaseResult } from '../core/case.ts'
import type { RunCounts } from '../core/run-counts.ts'
import type { RunSpec } from '../core/run-spec.ts'
import type { Contract } from '../schemas/contract.ts'
import { type Case, failedCase } from './cases/case.ts'
import { planOf } from './plan.ts'
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
    const waiting = planOf(session).values()
    const results: CaseResult[] = []
    const errors: string[] = []
    const work = async (): Promise<void> => {
      for (const one of waiting) results.push(session.redact(await tried(one, errors)))
    }
    await Promise.all(Array.from({ length: spec.target.concurrency * 2 }, work))
    return { results, counts: session.counts(), errors }
  } finally {
    await session.close()
  }
}

const tried = async (one: Case, errors: string[]): Promise<CaseResult> => {
  try {
    return await one.run()
  } catch (error) {
    errors.push(`${one.id}: ${(error as Error).stack}`)
    return failedCase(one, error)
  }
}
