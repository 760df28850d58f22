import { isAccepted } from '../../checks/answer.ts'
import { parsed } from '../../checks/check.ts'
import type { Once } from '../../contracts/relations/relation.ts'
import { type Exchange, replyOf } from '../../core/exchange.ts'
import { asText, at, type Json, withAt } from '../../core/json.ts'
import { sleep } from '../../target/throttle.ts'
import { answerText } from '../anchor.ts'
import type { Conversation } from '../conversation.ts'
import { validCall } from '../valid-call.ts'

/** What became of a request, as its reply or a later call shows it. */
export type Settled = { readonly kind: 'taken' | 'refused' | 'unknown'; readonly reason: string }

export const isSettled = ({ kind }: Settled, wanted: Settled['kind']): boolean => kind === wanted

/** Asks until it is known what became of a request, for as long as the run grants it. */
export const settled = async (conversation: Conversation, { done }: Once, exchange: Exchange): Promise<Settled> => {
  const reason = answerText(exchange)
  const status = replyOf(exchange)?.status
  if (status === undefined) return { kind: 'unknown', reason }
  if (!isAccepted(exchange)) return { kind: 'refused', reason }
  if (!done) return { kind: 'taken', reason }
  const name = at(bodyOf(exchange), done.key.written.steps) as Json | undefined
  if (name === undefined) return { kind: 'unknown', reason: `${exchange.operation} does not tell how to ask for it` }
  const { session } = conversation
  const call = await validCall(session, session.operation(done.operation), {
    recipe: { seed: session.seed('status') },
    providers: {},
  })
  const asking = { ...call, body: withAt(call.body ?? {}, done.key.asked.steps, name) }
  const until = Date.now() + session.spec.settleMs
  for (let wait = 5, round = 1; ; wait = Math.min(wait * 1.6, 500), round += 1) {
    const shown = await conversation.send(asking)
    const state = isAccepted(shown) ? at(bodyOf(shown), done.at) : undefined
    if (done.taken.includes(state as Json)) return { kind: 'taken', reason: asText(state) }
    if (done.refused.includes(state as Json)) return { kind: 'refused', reason: brieflyOf(shown) }
    if (round >= fewestRounds && (Date.now() >= until || !isAccepted(shown)))
      return { kind: 'unknown', reason: `it was not done within ${session.spec.settleMs} ms` }
    await sleep(wait)
  }
}

/** So often at least it is asked: under a limit, the turn to ask comes seldom, and time alone shows nothing. */
const fewestRounds = 4

const bodyOf = (exchange: Exchange): unknown => {
  const reply = replyOf(exchange)
  return reply && parsed(reply)?.value
}

const brieflyOf = (exchange: Exchange): string => replyOf(exchange)?.body.slice(0, 200) ?? ''
