import type { Contract, Operation } from '../contracts/contract.ts'
import { isClientError } from '../core/exchange.ts'
import type { Given, Sent } from '../core/layer.ts'
import type { Call } from './call.ts'
import type { Flaw } from './flaws.ts'
import type { Apply, World } from './mutant.ts'

/**
 * Answers a refused call of an operation as if it had been taken: with the latest success. Who is refused for want of
 * credentials stays refused.
 */
export const taking =
  (isMeant: (call: Call, given: Given, contract: Contract) => boolean, operation: Operation): Apply =>
  async (call, { contract, forward, memory }) => {
    const given = await forward(call.sent)
    const success = memory.success(operation.id)
    const isRefused = isClientError(given.status) && given.status !== 401
    return isRefused && success && isMeant(call, given, contract) ? success : given
  }

/**
 * Refuses calls that every reading takes, without handing them on. What is flawed, or may have to exist, is left to the
 * service.
 */
export const refusing =
  (isMeant: (call: Call) => boolean, operation: Operation): Apply =>
  async (call, { forward, memory }) => {
    const isValid =
      call.operation?.id === operation.id &&
      memory.trusts(call.sent) &&
      isMeant(call) &&
      call.flaws().length === 0 &&
      call.isFair()
    return isValid ? refusalOf(operation, memory) : forward(call.sent)
  }

/** As the service itself last refused a body of this operation; else the barest refusal there is. */
const refusalOf = ({ id, refusals }: Operation, memory: World['memory']): Given =>
  memory.refusal(id, refusals.schema.status) ?? {
    kind: 'given',
    status: refusals.schema.status[0] ?? 400,
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode('{}'),
  }

/** Whether a call of an operation has one flaw alone, and that one. */
export const hasOnly = (call: Call, operation: Operation, isMeant: (flaw: Flaw) => boolean): boolean => {
  const flaws = call.operation?.id === operation.id ? call.flaws() : []
  return flaws.length > 0 && flaws.every(isMeant)
}

export const withHeader = (sent: Sent, name: string, value: string): Sent => ({
  ...sent,
  headers: { ...sent.headers, [name]: value },
})
