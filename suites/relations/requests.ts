import type { Side } from '../../checks/relations/side.ts'
import { codecFor } from '../../contracts/codec/codecs.ts'
import type { Contract, Operation } from '../../contracts/contract.ts'
import type { Violation } from '../../contracts/schema/judge.ts'
import type { SchemaNode } from '../../contracts/schema/node.ts'
import { uniqueMembersOf } from '../../contracts/schema/unique-members.ts'
import { headerIn } from '../../core/header-in.ts'
import { type Json, pointer, without } from '../../core/json.ts'
import { oncePer } from '../../core/once-per.ts'
import type { Ended } from './event.ts'
import { knownIn } from './known-in.ts'

/** What is asked of requests. */
export type Requests = {
  /** What comes of a request that no reading calls valid is nobody's promise. */
  readonly isSound: (side: Side) => boolean
  /** What of its body the contract knows. */
  readonly known: (event: Ended) => Json | undefined
  /** That without what must be new in each request. */
  readonly bare: (event: Ended) => Json | undefined
  /** Names it as long as nothing changes but what must be new in each request. */
  readonly again: (event: Ended) => string | undefined
}

export const requestsOf = (contract: Contract, operations: ReadonlyMap<string, Operation>): Requests => {
  // Asked again by every later exchange that is compared with it.
  const flawsOf = oncePer((side: Side): readonly Violation[] | undefined => {
    const body = operations.get(side.exchange.operation)?.body
    return body && contract.judge('strict', body.schema, side.request)
  })
  return {
    isSound: (side) => flawsOf(side)?.length === 0,
    known: ({ side, operation }) => knownIn(operations.get(operation)?.body?.node, side.request),
    bare: ({ side, operation }) => {
      const body = operations.get(operation)?.body
      const known = knownIn(body?.node, side.request)
      return body && known !== undefined ? withoutUnique(body.node, known) : known
    },
    again: ({ side, operation }) => {
      const body = operations.get(operation)?.body
      const {
        request,
        exchange: {
          request: { method, path, headers, body: text },
        },
      } = side
      if (!body || request === undefined) return undefined
      const codec = codecFor(headerIn(headers, 'content-type'), body.mediaTypes)
      // Written in another form it may be refused for that.
      const form = text === codec.encode(request, body.node) ? '' : text
      // A value that must be new may be what a request is refused for.
      const flaws = (flawsOf(side) ?? []).filter((flaw) => isUnique(body.node, flaw)).map(({ keyword }) => keyword)
      return JSON.stringify([method, path, headers, withoutUnique(body.node, request), flaws, form])
    },
  }
}

const isUnique = (node: SchemaNode, flaw: Violation): boolean =>
  uniqueMembersOf(node).some(({ path }) => pointer(path) === pointer(flaw.path))

const withoutUnique = (node: SchemaNode, value: Json): Json =>
  uniqueMembersOf(node).reduce<Json>((left, { path }) => without(left, path), value)
