import type { JsonObject } from '../../../core/json.ts'
import { answerText } from '../../baseline-requests.ts'
import type { Conversation } from '../../conversation.ts'
import { openAll } from '../story.ts'
import { ask, cardRequest, holderOf, instrumentId, instrumentOf, instrumentsIn, type ParsedReply } from './shop.ts'
import { isRefusedLater } from './taken-too.ts'

export type Added = { readonly id: string; readonly holder: string; readonly parsed: ParsedReply }

type Adding = {
  readonly order: string
  readonly amount: number
  readonly what: string
  readonly facets: readonly string[]
  /** One like it was added to the order before. */
  readonly isFurther?: boolean
}

/** Adds an instrument that is known again by its holder. Nothing is authorized, so that nothing is placed. */
export const addInstrument = async (
  conversation: Conversation,
  { order, amount, what, facets, isFurther = false }: Adding,
): Promise<Added | undefined> => {
  const holder = holderOf(conversation, what)
  const parsed = await ask(conversation, 'addPaymentInstrument', {
    order,
    body: cardRequest(conversation, { amount, holder }),
    skipAuthorization: true,
  })
  const instrument = parsed.accepted ? instrumentOf(parsed.body, holder) : undefined
  const id = instrument && instrumentId(instrument)
  if (id !== undefined) return { id, holder, parsed }
  if (!parsed.accepted && isFurther)
    conversation.note(
      isRefusedLater(conversation, parsed, { what: 'A further payment instrument', fair: notApplicable }),
    )
  openAll(
    conversation,
    facets,
    parsed.accepted
      ? 'the reply does not show the instrument that was added'
      : `set-up failed: no payment instrument could be added: ${answerText(parsed.exchange)}`,
  )
  return undefined
}

/** What is applicable considers the amount that is open. */
const notApplicable = ['InvalidPaymentMethodIdException']

/** The instrument of a name, as a reply shows it. */
export const byId = ({ body }: ParsedReply, id: string): JsonObject | undefined =>
  instrumentsIn(body).find((instrument) => instrumentId(instrument) === id)
