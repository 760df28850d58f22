import type { Contract } from '../contracts/contract.ts'
import type { CaseResult } from '../core/case.ts'
import type { Redactor } from '../core/redact.ts'
import { redactedResult } from '../core/redact-result.ts'
import type { RunCounts } from '../core/run-counts.ts'
import type { RunSpec } from '../core/run-spec.ts'
import { type Case, failedCase } from './cases/case.ts'
import { cleanUpOf } from './clean-up.ts'
import type { Outside } from './outside.ts'
import { packResult, registered } from './packed-result.ts'
import { planOf, turnsOf } from './plan.ts'
import { openSession, type Session } from './session.ts'

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
      results.push(kept(session, await tried(one, { contract, errors }), errors.at(-1)))
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
const kept = (session: Session, plain: CaseResult, error?: string): CaseResult => {
  const result = redactedResult(plain, session.redact)
  const isError = error?.startsWith(`${result.id}: `) === true
  session.keepCase(
    packResult(result, session.contract.requirements),
    isError ? session.redact.text(error.slice(result.id.length + 2)) : undefined,
  )
  // What they rest on is in the evidence: all of it would be as much again in memory.
  return { ...result, exchanges: [] }
}

type Into = { readonly contract: Contract; readonly errors: string[] }

const tried = async (one: Case, { contract, errors }: Into): Promise<CaseResult> => {
  const { requirements } = contract
  try {
    return registered(await one.run(), requirements)
  } catch (error) {
    errors.push(`${one.id}: ${error instanceof Error ? error.stack : error}`)
    return registered(failedCase(one, error), requirements)
  }
}
