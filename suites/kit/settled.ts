import { isAccepted } from '../../checks/answer.ts'
import type { Once } from '../../contracts/relations/relation.ts'
import { type Exchange, replyOf } from '../../core/exchange.ts'
import { asText, at, brief, type Json } from '../../core/json.ts'
import { answerText } from '../baseline-requests.ts'
import type { Conversation } from '../conversation.ts'
import { askUntil, bodyOf } from './ask-until.ts'

/** What became of a request, as its reply or a later call shows it. */
export type Settled = { readonly kind: 'taken' | 'refused' | 'unknown'; readonly reason: string }

export const isSettled = ({ kind }: Settled, wanted: Settled['kind']): boolean => kind === wanted

/** Asks until it is known what became of a request, for as long as the run grants it. */
export const settled = async (conversation: Conversation, { done }: Once, exchange: Exchange): Promise<Settled> => {
  const reason = answerText(exchange)
  if (replyOf(exchange) === undefined) return { kind: 'unknown', reason }
  if (!isAccepted(exchange)) return { kind: 'refused', reason }
  if (!done) return { kind: 'taken', reason }
  const value = at(bodyOf(exchange), done.key.written.steps)
  if (value === undefined) return { kind: 'unknown', reason: `${exchange.operation} does not tell how to ask for it` }
  const stateIn = (body: Json | undefined): Json => at(body, done.at) ?? null
  const isEnd = (body: Json | undefined): boolean => [...done.taken, ...done.refused].includes(stateIn(body))
  const last = (await askUntil(conversation, { operation: done.operation, key: done.key.asked, value, isEnd })).at(-1)
  if (!last || !isEnd(bodyOf(last)))
    return { kind: 'unknown', reason: `it was not done within ${conversation.session.spec.settleMs} ms` }
  const state = stateIn(bodyOf(last))
  return done.taken.includes(state)
    ? { kind: 'taken', reason: asText(state) }
    : { kind: 'refused', reason: brief(bodyOf(last)) }
}
