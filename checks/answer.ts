import type { Refusal } from '../contracts/answers.ts'
import type { Operation } from '../contracts/contract.ts'
import type { Exchange } from '../core/exchange.ts'
import { at, fromPointer } from '../core/json.ts'
import { parsed } from './check.ts'

/**
 * What an answer means for the request, before anything is judged.
 *
 * `unknown` says nothing about the contract: no answer, or one about the caller rather than the request.
 */
export type Answer =
  | { readonly kind: 'accepted'; readonly status: number }
  /** `wide`: refused in a way that only a wide reading allows. */
  | { readonly kind: 'refused'; readonly status: number; readonly wide?: number }
  /** Refused, but not in a documented way. */
  | { readonly kind: 'odd'; readonly status: number }
  | { readonly kind: 'unknown'; readonly reason: string }

/** Reads an answer to a request that is broken in a way that `refusal` is about. */
export const answerTo = ({ outcome }: Exchange, refusal: Refusal): Answer => {
  if (outcome.kind !== 'reply') return { kind: 'unknown', reason: outcome.detail }
  const { status } = outcome.reply
  if (status >= 200 && status < 300) {
    const failure = refusal.failureReply
    const body = failure && parsed(outcome.reply)
    const failed = failure && body && at(body.value, fromPointer(failure.at)) === failure.equals
    return failed ? { kind: 'refused', status, wide: failure.ambiguity } : { kind: 'accepted', status }
  }
  if (refusal.status.includes(status)) return { kind: 'refused', status }
  const wide = refusal.wide.find((reading) => reading.status.includes(status))
  if (wide) return { kind: 'refused', status, wide: wide.ambiguity }
  return { kind: 'odd', status }
}

/** Why a valid request was not taken, where that says nothing about the contract. */
export const excuse = ({ outcome }: Exchange): string | undefined => {
  if (outcome.kind !== 'reply') return outcome.detail
  const { status } = outcome.reply
  if (status === 401 || status === 403) return `the target refuses the credentials: it answers ${status}`
  return undefined
}

export const isAccepted = ({ outcome }: Exchange): boolean =>
  outcome.kind === 'reply' && outcome.reply.status >= 200 && outcome.reply.status < 300

/** The statuses a valid request may be answered with, and by which reading. */
export const successOf = (
  { replies }: Operation,
  status: number,
): { readonly facet: string; readonly wide?: number } | undefined => {
  const exact = replies.find((reply) => reply.status === String(status))
  if (exact) return { facet: `response.${exact.status}/status` }
  for (const { status: name, also } of replies) {
    const wide = also.find((one) => one.status === status)
    if (wide) return { facet: `response.${name}/status`, wide: wide.ambiguity }
  }
  const ranged = replies.find(({ status: name }) => name.toUpperCase() === '2XX' || name === 'default')
  return ranged && status < 300 ? { facet: `response.${ranged.status}/status` } : undefined
}

/** The facet that promises success: that of the first documented 2xx; none where the document names no success. */
export const successFacet = ({ replies }: Operation): string | undefined => {
  const first = replies.find(({ status }) => status.startsWith('2'))
  const other = replies.find(({ status }) => status === 'default')
  const promised = first ?? other
  return promised && `response.${promised.status}/status`
}
