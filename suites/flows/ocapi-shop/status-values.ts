import type { Json } from '../../../core/json.ts'
import type { Case } from '../../cases/case.ts'
import type { Session } from '../../session.ts'
import { openAll, story } from '../story.ts'
import { claim } from './claim.ts'
import { ownOrder } from './orders.ts'
import { ask } from './shop.ts'

const facet = 'updateOrder/request/status/enum'

/** What a new order may be set to. */
const taken = 'failed'

const nearly: readonly Json[] = ['FAILED', 'Failed', 'failed ', 'faile', 'failed,created', [taken]]

/** A status says something only where the order may have it: another spelling of one that is refused anyway is refused anyway. */
export const statusValueCases = (session: Session): readonly Case[] => [
  story(session, {
    id: 'update/status-values',
    title: 'a new order set to what is nearly a status, and then to that status',
    about: [facet],
    run: async (conversation) => {
      const made = await ownOrder(conversation, [facet])
      if (!made) return
      const tried = []
      for (const status of nearly) {
        const parsed = await ask(conversation, 'updateOrder', { order: made.no, body: { status }, soft: true })
        tried.push({ status, parsed })
        if (parsed.accepted) break
      }
      const allRefused = tried.every(({ parsed }) => !parsed.accepted)
      const plain = allRefused && (await ask(conversation, 'updateOrder', { order: made.no, body: { status: taken } }))
      if (plain && !plain.accepted) return openAll(conversation, [facet], `a new order is not set to ${taken}`)
      conversation.note(
        ...tried.map(({ status, parsed }) =>
          claim(conversation, parsed.exchange, {
            requirement: facet,
            holds: parsed.status >= 400 && parsed.status < 500,
            message: `A status is taken that is none, ${JSON.stringify(status)}`,
            at: 'status',
            expected: '400',
            received: parsed.status,
          }),
        ),
      )
    },
  }),
]
