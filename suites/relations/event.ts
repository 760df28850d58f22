import type { RelationResult } from '../../checks/relations/relation-result.ts'
import type { Side } from '../../checks/relations/side.ts'
import { type Exchange, isClientError, replyOf, type WireReply } from '../../core/exchange.ts'
import type { Json } from '../../core/json.ts'

/** An exchange in time: what began before another one ended may have been seen by it, or not. */
export type Event = {
  readonly id: string
  readonly operation: string
  readonly begun: number
  /** Values of its path, known before it has ended. */
  readonly path: Side['path']
  ended: number
  side?: Side
}

/** An exchange that has ended, and what it says. */
export type Ended = Event & { readonly side: Side }

/** What may have changed a thing. Of what came back, that it was refused: all changes since a sight are kept. */
export type Change = Pick<Event, 'id'> & { ended: number; isRefused: boolean }

export const changeOf = ({ id, ended }: Event): Change => ({ id, ended, isRefused: false })

/** What was found in one exchange, with the earlier ones that it rests on. */
export type Found = { readonly result: RelationResult; readonly rests: readonly Event[] }

export const found = (all: readonly RelationResult[], ...rests: readonly Event[]): readonly Found[] =>
  all.map((result) => ({ result, rests }))

/** A request that is about to be sent. */
export type Begun = { readonly event: Event; readonly request: () => Json | undefined }

/** What one kind of relation remembers of a run, and says of each exchange. */
export type Tracker = {
  /** Operations that it is about. */
  readonly operations: readonly string[]
  /** Remembers what is about to be sent. */
  readonly begin?: (begun: Begun) => void
  /** Remembers an exchange that has ended. */
  readonly end: (event: Ended) => void
  /** The exchange is whole: the event may hold no more of a long reply than is shown. */
  readonly judge: (event: Ended, exchange: Exchange) => readonly Found[]
}

/** What is to be shown of an event that is remembered for long: what its reply says was read already. */
export const remembered = (event: Ended): Ended => {
  const { exchange, request, path } = event.side
  const { outcome } = exchange
  // Another reply than the one by which what was read of it is known again. Its body may be one that is read when it is asked for.
  const own = outcome.kind === 'reply' ? { ...outcome, reply: copyOf(outcome.reply) } : outcome
  return { ...event, side: { exchange: { ...exchange, outcome: own }, request, reply: undefined, path } }
}

export const isRefused = ({ side }: Event): boolean =>
  side !== undefined && isClientError(replyOf(side.exchange)?.status)

const copyOf = (reply: WireReply): WireReply => Object.create(Object.prototype, Object.getOwnPropertyDescriptors(reply))
