import type { Case } from '../../cases/case.ts'
import { noteUsedBefore } from '../../kit/used-before.ts'
import type { Session } from '../../session.ts'
import { openAll, story } from '../story.ts'
import { follow, isDone, isSubmission, submitOrder } from './submission.ts'

const differ = 'flow/submission-lifecycle/submissions-differ'
const ordersDiffer = 'flow/submission-lifecycle/orders-differ'
const twoOrders = 'flow/submission-lifecycle/two-creates-two-orders'

/** Three orders without a referenceId, the first and the last of them alike: relations compare what they came to. */
export const orderTwiceCases = (session: Session): readonly Case[] => [
  story(session, {
    id: 'duplicates/none',
    title: 'one order posted twice without a referenceId',
    turn: 'late',
    about: [differ, ordersDiffer, twoOrders],
    run: async (conversation) => {
      const about = [differ, ordersDiffer, twoOrders]
      const seed = session.seed(conversation.caseId)
      for (const one of [seed, session.seed(conversation.caseId, 'another'), seed]) {
        const submitted = await submitOrder(conversation, { seed: one })
        if (!isSubmission(submitted)) return openAll(conversation, about, submitted.reason)
        const last = (await follow(conversation, submitted.id)).at(-1)
        if (!last || !isDone(last)) return openAll(conversation, about.slice(1), 'the orders were not all done')
        // The third is the first again: that one may be refused as such.
        if (one !== seed) noteUsedBefore(conversation, { made: submitted.exchange, end: last.exchange })
      }
    },
  }),
]
