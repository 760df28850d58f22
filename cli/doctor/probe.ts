import { nowhere } from '../../core/auth.ts'
import type { Exchange } from '../../core/exchange.ts'
import type { Operation } from '../../schemas/contract.ts'
import { lacking } from '../../suites/cases/lacking.ts'
import { type Call, wireRequest } from '../../suites/request.ts'
import type { Session } from '../../suites/session.ts'
import { validCall } from '../../suites/valid-call.ts'

/** A harmless request and what came of it, with the target's credentials and without any. */
export type Probe = {
  readonly operation: Operation
  readonly method: 'GET' | 'HEAD' | 'OPTIONS'
  readonly withCredentials: Exchange
  /** Only where the target was reached and the operation asks for credentials. */
  readonly without?: Exchange
}

/** A GET or HEAD of the contract that asks for credentials, else any; where there is none, OPTIONS of its first path. */
export const probeOf = async (session: Session): Promise<Probe | undefined> => {
  const { operations } = session.contract
  const reads = operations.filter(({ method }) => method === 'GET' || method === 'HEAD')
  const operation = reads.find(({ secured }) => secured) ?? reads[0] ?? operations[0]
  if (!operation) return undefined
  const method = reads.includes(operation) ? (operation.method as 'GET' | 'HEAD') : 'OPTIONS'
  const { body: _, ...valid } = await validCall(session, operation, {
    recipe: { seed: session.spec.seed, optional: 'none' },
    providers: {},
  })
  const call: Call = { ...valid, method }
  const { headers } = session.spec.target
  const withCredentials = await session.target.send('doctor#1', operation.id, (credentials) =>
    wireRequest(call, { headers, credentials }),
  )
  if (withCredentials.outcome.kind !== 'reply' || !operation.secured || method === 'OPTIONS')
    return { operation, method, withCredentials }
  const bare = { ...call, ...lacking('missing', await session.credentials.current()) }
  const without = await session.target.send(
    'doctor#2',
    operation.id,
    wireRequest(bare, { headers, credentials: nowhere }),
  )
  return { operation, method, withCredentials, without }
}
