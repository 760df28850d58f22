import { isClientError } from '../../../core/exchange.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import { otherCase } from '../../kit/near-names.ts'
import type { Session } from '../../session.ts'
import { attempt, facetOf, unknown } from './attempt.ts'
import { isJwt, oauth } from './customer-token.ts'
import { type Expected, noteFault } from './fault.ts'
import { lacks } from './orders.ts'
import { type Asked, ask, ownNumber, type ParsedReply } from './shop.ts'

const operations = ['submitBasket', 'submitBasketWithOrderNo'] as const

/** Baskets that no order is made of. */
export const basketCases = (session: Session): readonly Case[] =>
  operations.flatMap((operation) => [
    ...namelessCases(session, operation),
    ...faultyBaskets.map((type) => faultyBasketCase(session, operation, type)),
  ])

const numbered = (conversation: Conversation, operation: string): Asked =>
  operation === 'submitBasketWithOrderNo' ? { order: ownNumber(conversation) } : {}

/** Under a number whose submit was refused there is no order. */
const madeNothing = async (conversation: Conversation, { order }: Asked, { status }: ParsedReply): Promise<void> => {
  if (order === undefined || !isClientError(status)) return
  noteFault(conversation, await ask(conversation, 'getOrder', { order }), {
    type: 'OrderNotFoundException',
    what: 'A number under which a submit was refused',
    values: { orderNumber: order },
  })
}

const namelessCases = (session: Session, operation: string): readonly Case[] => {
  const id = `${unknown}-basket-${session.spec.tag}`
  const invalid = (name: string, basket: null | string): Case =>
    attempt(session, `basket-id-${name}`, {
      operation,
      title: `${operation} with a basket id that is ${name}`,
      expected: { type: 'InvalidBasketIdException', what: `A basket id that is ${name}` },
      asked: async (conversation) => ({ ...numbered(conversation, operation), body: { basket_id: basket } }),
      later: madeNothing,
    })
  return [
    invalid('null', null),
    invalid('empty', ''),
    attempt(session, 'unknown-basket', {
      operation,
      title: `${operation} of a basket that never was`,
      expected: { type: 'BasketNotFoundException', what: 'An unknown basket', values: { basketId: id } },
      asked: async (conversation) => ({ ...numbered(conversation, operation), body: { basket_id: id } }),
      later: madeNothing,
    }),
    nearCase(session, operation, {
      id: 'padded-basket',
      what: 'A basket id with a blank behind it',
      near: (id) => `${id} `,
    }),
    nearCase(session, operation, {
      id: 'basket-in-another-case',
      what: 'A basket id in another case',
      near: otherCase,
      mayAccept: 'unsaid',
    }),
  ]
}

type Near = Pick<Expected, 'what' | 'mayAccept'> & {
  readonly id: string
  readonly near: (id: string) => string | undefined
}

/** Nearly the id of a basket that there is. */
const nearCase = (session: Session, operation: string, { id, near, ...expected }: Near): Case =>
  attempt(session, id, {
    operation,
    title: `${operation}: ${expected.what.toLowerCase()}`,
    expected: { type: 'BasketNotFoundException', ...expected },
    // Of baskets there may be few: what needs them more comes first.
    turn: 'late',
    asked: async (conversation) => {
      if (!session.supplies.has('basketId')) return undefined
      const drawn = await session.supplies.draw('basketId', `${conversation.caseId}#1`)
      const basket = 'value' in drawn && typeof drawn.value === 'string' ? near(drawn.value) : undefined
      return basket === undefined
        ? undefined
        : { ...numbered(conversation, operation), body: { basket_id: basket }, soft: true }
    },
    later: madeNothing,
  })

const faultyBaskets = [
  'GiftCertificateCreationException',
  'InvalidProductItemException',
  'InvalidProductOptionItemException',
  'InvalidProductOptionValueItemException',
  'ProductItemNotAvailableException',
  'InvalidCustomerException',
  'ValidationException',
] as const

const faultyBasketCase = (session: Session, operation: string, type: string): Case =>
  attempt(session, type, {
    operation,
    title: `${operation} of a basket that provokes ${type}`,
    expected: {
      type,
      what: 'Such a basket',
      ...(type === 'InvalidCustomerException' && !isJwt(session) ? { mayAccept: oauth } : {}),
    },
    asked: async (conversation) => {
      const name = `basketWithFault.${type}`
      const basket = session.spec.fixtures[name]
      if (basket !== undefined) return { ...numbered(conversation, operation), body: { basket_id: basket } }
      lacks(
        conversation,
        [facetOf(session, operation, type)],
        `needs a basket that provokes it: give --fixture ${name}=…`,
      )
      return undefined
    },
    later: madeNothing,
  })
