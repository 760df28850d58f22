import { isAccepted } from '../checks/answer.ts'
import { parsed } from '../checks/check.ts'
import type { Operation } from '../contracts/contract.ts'
import { type Exchange, replyOf } from '../core/exchange.ts'
import { at, fromPointer, type Json } from '../core/json.ts'
import type { LedgerEntry } from '../core/ledger.ts'
import type { Call } from './request.ts'
import { isLost, mayBeDone } from './second-look.ts'

/** Something that was made, with what tells it from others like it where the target did not tell its id. */
export type Trace = {
  readonly entry: LedgerEntry
  readonly operation: string
  readonly parameters: Call['parameters']
  readonly body: Json
}

/** What an exchange made at the target, if anything. */
export const traceOf = (operation: Operation, call: Call, exchange: Exchange): Trace | undefined => {
  const { creates, id } = operation
  const isUnknown = isLost(exchange) && mayBeDone(exchange)
  if (!creates || (!isAccepted(exchange) && !isUnknown)) return undefined
  const name = idIn(exchange, creates.at)
  const left = creates.removable
    ? 'it is on an order of the run, or the run ended before its clean-up'
    : 'the contract has no way to remove it'
  const entry: LedgerEntry = {
    what: creates.what,
    ...(name === undefined ? {} : { id: name }),
    request: exchange.id,
    cleanup: 'none',
    detail: isUnknown ? `its reply was lost: it may have been made; ${left}` : left,
  }
  return { entry, operation: id, parameters: call.parameters, body: creates.removable ? (call.body ?? null) : null }
}

/** The id of what was made. */
export const idIn = (exchange: Exchange, pointer: string | undefined): string | undefined => {
  const reply = replyOf(exchange)
  if (!reply) return undefined
  const id = pointer === undefined ? undefined : at(parsed(reply)?.value, fromPointer(pointer))
  return typeof id === 'string' || typeof id === 'number' ? String(id) : reply.headers['location']
}
