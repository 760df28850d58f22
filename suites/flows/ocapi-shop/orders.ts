import { untested } from '../../../core/finding.ts'
import type { JsonObject } from '../../../core/json.ts'
import { answerText } from '../../baseline-requests.ts'
import type { Conversation } from '../../conversation.ts'
import { fixtureValues } from '../../fixtures.ts'
import { freshMark } from '../../fresh.ts'
import { openAll } from '../story.ts'
import { providers } from './providers.ts'
import { ask, type ParsedReply } from './shop.ts'

/** An order that was made for a story. */
export type Made = { readonly no: string; readonly parsed: ParsedReply }

/** Says that requirements could not be tried for want of a fixture. */
export const lacks = (conversation: Conversation, facets: readonly string[], reason: string): void =>
  conversation.note(...facets.map((facet) => untested(conversation.session.id(facet), reason)))

export const needsBasket =
  'needs prepared baskets: give --fixture basketId=…, a list of them or a text with {unique} in it'

/** An order of the story's own, made of a fresh basket; the facets say why where there is none. */
export const ownOrder = async (conversation: Conversation, facets: readonly string[]): Promise<Made | undefined> => {
  if (!conversation.session.supplies.has('basketId')) {
    lacks(conversation, facets, needsBasket)
    return undefined
  }
  const parsed = await ask(conversation, 'submitBasket', { body: { basket_id: freshMark('basketId') } })
  const made = orderIn(conversation, parsed)
  if (made) return made
  openAll(conversation, facets, `set-up failed: no order could be made: ${answerText(parsed.exchange)}`)
  return undefined
}

/** The order in the reply to a submit. */
export const orderIn = (conversation: Conversation, parsed: ParsedReply): Made | undefined => {
  const no = parsed.body['order_no']
  if (!parsed.accepted || typeof no !== 'string' || no === '') return undefined
  conversation.created(`order ${no}`)
  return { no, parsed }
}

/** The order that all stories share that do not mind each other: the user's, else one made for the run. */
export const sharedOrder = async (
  conversation: Conversation,
  facets: readonly string[],
): Promise<string | undefined> => {
  const { session } = conversation
  const { orderNo } = await fixtureValues(session, session.operation('getOrder'), providers)
  if (typeof orderNo === 'string') return orderNo
  if (session.supplies.has('basketId')) openAll(conversation, facets, 'set-up failed: no order could be made')
  else lacks(conversation, facets, 'needs an order: give --fixture orderNo=… or --fixture basketId=…')
  return undefined
}

/** The order as it reads; undefined, with the facets saying why, where it cannot be read. */
export const readOrder = async (
  conversation: Conversation,
  no: string,
  facets: readonly string[],
): Promise<ParsedReply | undefined> => {
  const parsed = await ask(conversation, 'getOrder', { order: no })
  if (parsed.accepted) return parsed
  openAll(conversation, facets, `the order could not be read: ${answerText(parsed.exchange)}`)
  return undefined
}

export const freshBasket: JsonObject = { basket_id: freshMark('basketId') }
