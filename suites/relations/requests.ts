import type { Contract, Operation } from '../../contracts/contract.ts'
import { uniqueMembersOf } from '../../contracts/schema/unique-members.ts'
import type { Json } from '../../core/json.ts'
import { without } from '../../core/json.ts'
import type { Ended } from './event.ts'
import { knownIn } from './known-in.ts'

/** What is asked of requests. */
export type Requests = {
  /** What comes of a request that no reading calls valid is nobody's promise. */
  readonly isSound: (event: Ended) => boolean
  /** What of its body the contract knows. */
  readonly known: (event: Ended) => Json | undefined
  /** Names it as long as nothing changes but what must be new in each request. */
  readonly again: (event: Ended) => string | undefined
}

export const requestsOf = (contract: Contract, operations: ReadonlyMap<string, Operation>): Requests => ({
  isSound: ({ side, operation }) => {
    const body = operations.get(operation)?.body
    return body !== undefined && contract.judge('strict', body.schema, side.request).length === 0
  },
  known: ({ side, operation }) => knownIn(operations.get(operation)?.body?.node, side.request),
  again: ({ side: { request, exchange }, operation }) => {
    const body = operations.get(operation)?.body
    if (!body || request === undefined) return undefined
    const { method, path, headers } = exchange.request
    const rest = uniqueMembersOf(body.node).reduce<Json>((left, node) => without(left, node.path), request)
    return JSON.stringify([method, path, headers, rest])
  },
})
