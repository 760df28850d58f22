import { isAccepted } from '../../checks/answer.ts'
import { parsed } from '../../checks/check.ts'
import type { Place } from '../../contracts/relations/relation.ts'
import { type Exchange, replyOf } from '../../core/exchange.ts'
import { type Json, withAt } from '../../core/json.ts'
import type { Conversation } from '../conversation.ts'
import type { Call } from '../request.ts'
import { validCall } from '../valid-call.ts'

/** A call that names something in its body or in a parameter. */
export type Asking = {
  readonly operation: string
  readonly key: Place
  readonly value: Json
  /** @defaultValue every reply that accepts the request */
  readonly isReading?: (exchange: Exchange) => boolean
  readonly isEnd: (body: Json | undefined) => boolean
}

/** What was just made may not be known everywhere at once: so often it is asked for again. */
const patience = 3

/** So often at least it is read: under a limit, the turn to ask comes seldom, and time alone shows nothing. */
const fewestReadings = 4

/** Reads until the end is reported, or for as long as the run grants it; none where it is not known. */
export const askUntil = async (conversation: Conversation, asking: Asking): Promise<readonly Exchange[]> => {
  const { clock, spec } = conversation.session
  const { isReading = isAccepted } = asking
  const readings: Exchange[] = []
  let missed = 0
  const until = clock.now() + spec.settleMs
  for (let wait = 5; ; wait = Math.min(wait * 1.6, 500)) {
    const exchange = await askOnce(conversation, asking)
    if (!isReading(exchange)) {
      missed += 1
      if (readings.length > 0 || missed > patience || replyOf(exchange) === undefined) return readings
      await clock.sleep(100)
      continue
    }
    readings.push(exchange)
    if (asking.isEnd(bodyOf(exchange)) || (readings.length >= fewestReadings && clock.now() >= until)) return readings
    await clock.sleep(wait)
  }
}

export const askOnce = async (conversation: Conversation, asking: Asking): Promise<Exchange> =>
  conversation.send(await askingCall(conversation, asking))

export const askingCall = async (
  { session }: Conversation,
  { operation, key, value }: Pick<Asking, 'operation' | 'key' | 'value'>,
): Promise<Call> => {
  const recipe = { seed: session.seed('status') }
  return naming(await validCall(session, session.operation(operation), { recipe, providers: {} }), key, value)
}

/** The call with a value where the place says. */
export const naming = (call: Call, { in: where, steps }: Place, value: Json): Call =>
  where === 'request'
    ? { ...call, body: withAt(call.body ?? {}, steps, value) }
    : { ...call, parameters: { ...call.parameters, [`${where}.${steps[0] ?? ''}`]: value } }

export const bodyOf = (exchange: Exchange): Json | undefined => {
  const reply = replyOf(exchange)
  return reply && parsed(reply)?.value
}
