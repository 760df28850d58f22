import type { Exchange } from '../../../core/exchange.ts'
import type { Evidence } from '../../../core/finding.ts'
import type { Conversation } from '../../conversation.ts'
import { claim } from './claim.ts'

export const notCached = 'flow/headers/not-cached'

/** The calls whose samples show Cache-Control. */
const documented: readonly string[] = [
  'submitBasket',
  'submitBasketWithOrderNo',
  'getOrder',
  'updateOrder',
  'addNote',
  'getNotes',
  'getPaymentMethods',
]

/** A success of a call whose sample shows it says that it is not to be stored. */
export const isNotCached = (
  conversation: Conversation,
  exchange: Exchange,
  operationId: string,
): readonly Evidence[] => {
  if (!documented.includes(operationId) || exchange.outcome.kind !== 'reply') return []
  const { status, headers } = exchange.outcome.reply
  if (status >= 300) return []
  const header = headers['cache-control']
  return [
    claim(conversation, exchange, {
      requirement: notCached,
      holds: header?.includes('no-store') === true,
      message: `The reply to ${operationId} may be stored`,
      at: 'header cache-control',
      expected: 'no-store among its directives',
      received: header ?? 'no such header',
      ambiguities: [104],
    }),
  ]
}
