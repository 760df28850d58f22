import { untried } from '../../../core/finding.ts'
import type { JsonObject } from '../../../core/json.ts'
import { answerText } from '../../anchor.ts'
import type { Conversation } from '../../conversation.ts'
import { fixtureValues } from '../../fixtures.ts'
import { freshMark } from '../../fresh.ts'
import { openAll } from '../story.ts'
import { providers } from './providers.ts'
import { ask, type Told } from './shop.ts'

/** An order that was made for a story. */
export type Made = { readonly no: string; readonly told: Told }

/** Says that requirements could not be tried for want of a fixture. */
export const lacks = (conversation: Conversation, facets: readonly string[], reason: string): void =>
  conversation.note(...facets.map((facet) => untried(conversation.session.id(facet), reason)))

export const needsBasket =
  'needs prepared baskets: give --fixture basketId=…, a list of them or a text with {unique} in it'

/** An order of the story's own, made of a fresh basket; the facets are told why where there is none. */
export const ownOrder = async (conversation: Conversation, facets: readonly string[]): Promise<Made | undefined> => {
  if (!conversation.session.supplies.has('basketId')) {
    lacks(conversation, facets, needsBasket)
    return undefined
  }
  const told = await ask(conversation, 'submitBasket', { body: { basket_id: freshMark('basketId') } })
  const made = orderIn(conversation, told)
  if (made) return made
  openAll(conversation, facets, `set-up failed: no order could be made: ${answerText(told.exchange)}`)
  return undefined
}

/** The order in the reply to a submit. */
export const orderIn = (conversation: Conversation, told: Told): Made | undefined => {
  const no = told.body['order_no']
  if (!told.accepted || typeof no !== 'string' || no === '') return undefined
  conversation.created(`order ${no}`)
  return { no, told }
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

/** The order as it reads; undefined, with the facets told why, where it cannot be read. */
export const readOrder = async (
  conversation: Conversation,
  no: string,
  facets: readonly string[],
): Promise<Told | undefined> => {
  const told = await ask(conversation, 'getOrder', { order: no })
  if (told.accepted) return told
  openAll(conversation, facets, `the order could not be read: ${answerText(told.exchange)}`)
  return undefined
}

export const freshBasket: JsonObject = { basket_id: freshMark('basketId') }
