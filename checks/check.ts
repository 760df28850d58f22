import type { Codec, Decoded } from '../contracts/codec/codec.ts'
import { codecFor } from '../contracts/codec/codecs.ts'
import type { Operation, ReplySpec } from '../contracts/contract.ts'
import type { Judge } from '../contracts/schema/judge.ts'
import type { Exchange, WireReply } from '../core/exchange.ts'
import type { Evidence, Finding } from '../core/finding.ts'
import type { Json } from '../core/json.ts'
import { longText, onceWhile } from '../core/lately.ts'

/** All that one rule needs to judge one exchange. */
export type CheckContext = {
  readonly operation: Operation
  readonly exchange: Exchange
  readonly judge: Judge
  /** The full id of a requirement of this operation, from its facet. */
  readonly id: (facet: string) => string
  /** Marks what the run sends where each request has a value of its own. */
  readonly tag?: string
  /** Values that no reply may hold. */
  readonly secrets: readonly string[]
  /** The documents say little about this reply, so what is odd about it is only warned of. */
  readonly soft: boolean
}

/** One rule about every exchange, whatever was asked. */
export type Check = { readonly rule: string; readonly run: (context: CheckContext) => readonly Evidence[] }

/** A reply and what the contract says about its status. */
export type Documented = { readonly reply: WireReply; readonly spec: ReplySpec }

/** The reply with the contract's word on it; undefined where there is no reply or the contract is silent on it. */
export const documented = ({ exchange: { outcome }, operation }: CheckContext): Documented | undefined => {
  if (outcome.kind !== 'reply') return undefined
  const spec = specFor(operation, outcome.reply.status)
  return spec ? { reply: outcome.reply, spec } : undefined
}

/** What the contract says about a status: exactly, by a wide reading, by its class, or by default. */
export const specFor = ({ replies }: Operation, status: number): ReplySpec | undefined =>
  replies.find((reply) => reply.status === String(status)) ??
  replies.find(({ also }) => also.some((one) => one.status === status)) ??
  replies.find((reply) => reply.status.toUpperCase() === `${Math.floor(status / 100)}XX`) ??
  replies.find((reply) => reply.status === 'default')

/** The reply's body as the contract's word on it says; as JSON where it offers nothing else. Many rules ask for it. */
export const decoded = (reply: WireReply, spec?: ReplySpec): Decoded => {
  const codec = codecFor(reply.headers['content-type'], spec?.mediaTypes)
  const by = codec.isPlain ? codec : spec
  const known = readings(reply)
  const before = known.get(by)
  if (before) return before
  const read = codec.decode(reply.body, spec?.node)
  known.set(by, read)
  return read
}

const readings = onceWhile(
  (_, { body }) => body.length <= longText,
  (_: WireReply) => new Map<Codec | ReplySpec | undefined, Decoded>(),
)

/** The value of the reply's body; undefined where it cannot be read. */
export const parsed = (reply: WireReply, spec?: ReplySpec): { readonly value: Json } | undefined => {
  const found = decoded(reply, spec)
  return found.kind === 'value' ? { value: found.value } : undefined
}

export const finding = (
  { exchange }: Pick<CheckContext, 'exchange'>,
  {
    kind,
    blames,
    message,
    at = '',
    expected,
    rule,
    received,
  }: Partial<Finding> & Pick<Finding, 'message' | 'expected' | 'received'>,
): Finding => ({
  ...(kind ? { kind } : {}),
  ...(blames ? { blames } : {}),
  message,
  at,
  expected,
  ...(rule ? { rule } : {}),
  received,
  exchange: exchange.id,
})
