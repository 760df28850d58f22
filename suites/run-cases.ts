import type { Contract } from '../contracts/contract.ts'
import type { CaseResult } from '../core/case.ts'
import type { Redactor } from '../core/redact.ts'
import { redactedResult } from '../core/redact-result.ts'
import type { RunCounts } from '../core/run-counts.ts'
import type { RunSpec } from '../core/run-spec.ts'
import { type Case, failedCase } from './cases/case.ts'
import { cleanUpOf } from './clean-up.ts'
import { type Outside, realOutside } from './outside.ts'
import { packResult, registered } from './packed-result.ts'
import { planOf, turnsOf } from './plan.ts'
import { openSession, type Session } from './session.ts'

export type Ran = {
  readonly results: readonly CaseResult[]
  readonly counts: RunCounts
  readonly errors: readonly string[]
}

/** Runs all cases in this process, without vitest: for the self-test, which runs hundreds of times. */
export const runCases = async (spec: RunSpec, contract: Contract, outside: Outside = realOutside): Promise<Ran> => {
  const session = await openSession(spec, contract, outside)
  try {
    const { among, alone } = turnsOf(planOf(session))
    const waiting = among.values()
    const results: CaseResult[] = []
    const errors: string[] = []
    const work = async (cases: Iterable<Case>): Promise<void> => {
      for (const one of cases) {
        const { result, fault } = await tried(one, contract)
        if (fault !== undefined) errors.push(errorText(one, fault))
        results.push(redactedResult(result, session.redact))
      }
    }
    await Promise.all(Array.from({ length: spec.target.concurrency * 2 }, () => work(waiting)))
    await work(alone)
    return { results, counts: session.counts(), errors }
  } finally {
    await session.close()
  }
}

export type InTurn = {
  readonly outside: Outside
  /** After each case, the clean-up too, with how many there are. */
  readonly onCase?: (id: string, done: number, of: number) => void
  /** Whether no further case is begun. */
  readonly isStopped?: () => boolean
}

export type RanInTurn = Ran & {
  /** By all secrets that the run came to know. */
  readonly redact: Redactor
  /** Why not all evidence could be written. */
  readonly unwritten?: string
}

/**
 * Runs all cases one after another, and cleans up as a run does: what one reply tells of another does not depend on
 * which of them came first, and so the same replies give the same verdicts whenever they are given again.
 */
export const runInTurn = async (
  spec: RunSpec,
  contract: Contract,
  { outside, onCase = () => undefined, isStopped = () => false }: InTurn,
): Promise<RanInTurn> => {
  const session = await openSession(spec, contract, outside)
  try {
    const { among, alone } = turnsOf(planOf(session))
    const cases = [...among, ...alone]
    const results: CaseResult[] = []
    const errors: string[] = []
    const { tidy, finish } = cleanUpOf(session)
    for (const one of cases) {
      if (isStopped()) break
      const { result, fault } = await tried(one, contract)
      if (fault !== undefined) errors.push(errorText(one, fault))
      results.push(kept(session, result, fault))
      onCase(one.id, results.length, cases.length + 1)
      await tidy()
    }
    const last = kept(session, await finish())
    results.push(last)
    onCase(last.id, results.length, cases.length + 1)
    const unwritten = session.unwritten()
    return {
      results,
      counts: session.counts(),
      errors,
      redact: session.redact,
      ...(unwritten === undefined ? {} : { unwritten }),
    }
  } finally {
    await session.close()
  }
}

/** Redacted, and written down. */
const kept = (session: Session, plain: CaseResult, fault?: string): CaseResult => {
  const result = redactedResult(plain, session.redact)
  session.keepCase(
    () => packResult(result, session.contract.requirements),
    fault === undefined ? undefined : session.redact.text(fault),
  )
  // What they rest on is in the evidence: all of it would be as much again in memory.
  return { ...result, exchanges: [] }
}

/** What a case showed, and the fault of our own that ended it. */
type Tried = { readonly result: CaseResult; readonly fault?: string }

const tried = async (one: Case, { requirements }: Contract): Promise<Tried> => {
  try {
    return { result: registered(await one.run(), requirements) }
  } catch (error) {
    const fault = String(error instanceof Error ? error.stack : error)
    return { result: registered(failedCase(one, error), requirements), fault }
  }
}

const errorText = ({ id }: Case, fault: string): string => `${id}: ${fault}`
