import { inconclusive, passed, untested } from '../../../core/finding.ts'
import { baselineRequestsOf } from '../../baseline-requests.ts'
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
      const parsed = await ask(conversation, 'getOrder', { order, soft: true })
      const requirement = session.id(foreignFacet)
      const { accepted, reason } = await baselineRequestsOf(session, session.operation('getOrder'), providers)
      if (parsed.status === 404)
        return conversation.note(accepted ? passed(requirement, parsed.exchange.id) : inconclusive(requirement, reason))
      if (parsed.accepted && !isJwt(session)) return conversation.note(untested(requirement, oauth.reason))
      // The same credentials read an order of their own: a 403 is about this one.
      const judge = accepted ? plainClaim : claim
      conversation.note(
        judge(conversation, parsed.exchange, {
          requirement: foreignFacet,
          holds: false,
          message: parsed.accepted ? "Another customer's order is shown" : `It is answered ${parsed.status}`,
          at: 'status',
          expected: '404 OrderNotFoundException',
          received: parsed.status,
          ambiguities: [138],
        }),
      )
    },
  }),
]
