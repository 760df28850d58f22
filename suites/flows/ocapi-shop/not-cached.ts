import type { Exchange } from '../../../core/exchange.ts'
import type { Evidence } from '../../../core/finding.ts'
import type { Conversation } from '../../conversation.ts'
import { claim } from './claim.ts'

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

/** The requirement that replies to a call are not to be stored. */
export const notCached = (operationId: string): string => `${operationId}/headers/not-cached`

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
      requirement: notCached(operationId),
      holds: header?.includes('no-store') === true,
      message: `The reply to ${operationId} may be stored`,
      at: 'header cache-control',
      expected: 'no-store among its directives',
      received: header ?? 'no such header',
      ambiguities: [104],
    }),
  ]
}
