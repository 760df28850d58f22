import { kept, open } from '../../../core/finding.ts'
import { anchorOf } from '../../anchor.ts'
import type { Case } from '../../cases/case.ts'
import type { Session } from '../../session.ts'
import { claim as plainClaim, story } from '../story.ts'
import { attempt, facetOf } from './attempt.ts'
import { claim } from './claim.ts'
import { isJwt, oauth } from './customer-token.ts'
import { lacks } from './orders.ts'
import { providers } from './providers.ts'
import { ask } from './shop.ts'

const foreignFacet = 'getOrder/foreign-order'

/** What belongs to another customer is not shown. */
export const otherCustomerCases = (session: Session): readonly Case[] => [
  attempt(session, 'foreign-order', {
    operation: 'getPaymentMethods',
    title: "getPaymentMethods of another customer's order",
    expected: {
      type: 'InvalidCustomerException',
      what: "Another customer's order",
      ...(isJwt(session) ? {} : { mayAccept: oauth }),
    },
    asked: async (conversation) => {
      const order = session.spec.fixtures['foreignOrderNo']
      if (typeof order === 'string') return { order }
      const facet = facetOf(session, 'getPaymentMethods', 'InvalidCustomerException')
      lacks(conversation, [facet], "needs another customer's order: give --fixture foreignOrderNo=…")
      return undefined
    },
  }),
  story(session, {
    id: 'errors/getOrder/foreign-order',
    title: "another customer's order",
    about: [foreignFacet],
    run: async (conversation) => {
      const order = session.spec.fixtures['foreignOrderNo']
      if (typeof order !== 'string')
        return lacks(conversation, [foreignFacet], "needs another customer's order: give --fixture foreignOrderNo=…")
      const told = await ask(conversation, 'getOrder', { order, soft: true })
      const requirement = session.id(foreignFacet)
      const { accepted, reason } = await anchorOf(session, session.operation('getOrder'), providers)
      if (told.status === 404)
        return conversation.note(accepted ? kept(requirement, told.exchange.id) : open(requirement, reason))
      if (told.accepted && !isJwt(session)) return conversation.note(open(requirement, oauth.reason))
      // The same credentials read an order of their own: a 403 is about this one.
      const judge = accepted ? plainClaim : claim
      conversation.note(
        judge(conversation, told.exchange, {
          requirement: foreignFacet,
          holds: false,
          message: told.accepted ? "Another customer's order is shown" : `It is answered ${told.status}`,
          at: 'status',
          expected: '404 OrderNotFoundException',
          received: told.status,
          ambiguities: [138],
        }),
      )
    },
  }),
]
