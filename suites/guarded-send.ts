import type { Operation } from '../contracts/contract.ts'
import { nowhere } from '../core/auth.ts'
import type { Exchange } from '../core/exchange.ts'
import type { RunSpec } from '../core/run-spec.ts'
import { isLoopback } from '../target/loopback.ts'
import type { Sendable, Target } from '../target/target.ts'
import { isGuarded, lacksConsent, lacksWriteConsent } from './consent.ts'

export type OperationNamed = (id: string) => Operation | undefined

/** What is not consented to is not sent, whichever case asks for it. */
export const guardedSend = (spec: RunSpec, operationNamed: OperationNamed, send: Target['send']): Target['send'] => {
  if (isLoopback(spec.target.baseUrl)) return send
  const guarded = isGuarded(spec)
  return async (id, name, sendable, company) => {
    const operation = operationNamed(name)
    const request = plain(sendable)
    const notAllowed = lacksWriteConsent(spec, operation, request)
    if (notAllowed !== undefined)
      return { id, operation: name, request, outcome: { kind: 'withheld', because: 'not-allowed', detail: notAllowed } }
    const detail = guarded && operation ? lacksConsent(spec, operation, request) : undefined
    return detail === undefined
      ? send(id, name, sendable, company)
      : { id, operation: name, request, outcome: { kind: 'withheld', detail } }
  }
}

/** The request without credentials. */
export const plain = (sendable: Sendable): Exchange['request'] =>
  typeof sendable === 'function' ? sendable(nowhere) : sendable
