import type { Operation } from '../../contracts/contract.ts'
import { fixturesOf } from '../../contracts/fixtures.ts'
import type { Attempt } from '../../core/attempt.ts'
import { nowhere } from '../../core/auth.ts'
import type { Exchange } from '../../core/exchange.ts'
import type { RunSpec } from '../../core/run-spec.ts'
import { attemptAnswer } from '../../suites/attempt-answer.ts'
import { badCredentials } from '../../suites/cases/bad-credentials.ts'
import { flowsOf } from '../../suites/flows/flows.ts'
import { type Call, wireRequest } from '../../suites/request.ts'
import type { Session } from '../../suites/session.ts'
import { validCall } from '../../suites/valid-call.ts'

/** A harmless request and what came of it, with the target's credentials and without any. */
export type Probe = {
  readonly operation: Operation
  readonly method: string
  readonly attempt: Attempt
  readonly withCredentials: Exchange
  /** Fixtures of which a run makes values by itself; nothing is made for a probe. */
  readonly made: readonly string[]
  /** Only where the target was reached and the operation asks for credentials. */
  readonly without?: Exchange
}

/**
 * The safest operation of the contract: one that changes nothing, that asks for credentials and needs little to exist.
 * Where all of them change something, OPTIONS of its first path.
 */
export const probeOf = async (session: Session): Promise<Probe | undefined> => {
  const { operations } = session.contract
  const safest = operations
    .filter(({ safe }) => safe)
    .sort((one, other) => risk(one, session.spec) - risk(other, session.spec))[0]
  const operation = safest ?? operations[0]
  if (!operation) return undefined
  const method = safest ? safest.method : 'OPTIONS'
  const { body, ...valid } = await validCall(session, operation, {
    recipe: { seed: session.spec.seed, optional: 'none' },
    providers: {},
  })
  const call: Call = { ...valid, method, ...(safest && body !== undefined ? { body } : {}) }
  const { headers } = session.spec.target
  const withCredentials = await session.target.send('doctor#1', operation.id, (credentials) =>
    wireRequest(call, { headers, credentials }),
  )
  const madeUp = fixturesOf(operation).filter((name) => !(name in session.spec.fixtures))
  const attempt = { operation: operation.id, madeUp, answer: attemptAnswer(operation, withCredentials) }
  const made = Object.keys(flowsOf(session).providers)
  if (withCredentials.outcome.kind !== 'reply' || !operation.secured || method === 'OPTIONS')
    return { operation, method, attempt, withCredentials, made }
  const bare = { ...call, ...badCredentials('missing', await session.credentials.current()) }
  const without = await session.target.send(
    'doctor#2',
    operation.id,
    wireRequest(bare, { headers, credentials: nowhere }),
  )
  return { operation, method, attempt, withCredentials, made, without }
}

/** What tells nothing of the credentials comes last, what may lack a value of the target before it. */
const risk = (operation: Operation, { fixtures }: RunSpec): number =>
  (operation.secured ? 0 : 1_000) + fixturesOf(operation).filter((name) => !(name in fixtures)).length
