import { untried } from '../../../core/finding.ts'
import { tokenOf } from '../../../core/seed.ts'
import type { Case } from '../../cases/case.ts'
import type { Session } from '../../session.ts'
import { claim, openAll, story } from '../story.ts'
import { follow, isDone, isSubmission, submitOrder } from './submission.ts'

const requirement = 'flow/reference-id/one-order-of-two-at-once'

/** So many requests set off at once. */
const runners = 4

/** Only where the user allows it: what several requests at once do to a target is a risk of its own. */
export const raceCases = (session: Session): readonly Case[] => [
  story(session, {
    id: 'race/reference',
    title: `one referenceId used ${runners} times at once`,
    turn: 'late',
    about: [requirement],
    run: async (conversation) => {
      if (!session.spec.allow.includes('concurrent'))
        return conversation.note(
          untried(session.id(requirement), 'sends several requests at once: needs --allow concurrent'),
        )
      const reference = `assay-${session.spec.tag}-${tokenOf(8, session.spec.tag, conversation.caseId)}`
      const recipe = { seed: session.seed(conversation.caseId) }
      const raced = await Promise.all(
        Array.from({ length: runners }, () => submitOrder(conversation, recipe, reference)),
      )
      const taken = raced.filter(isSubmission)
      const ends = await Promise.all(taken.map(async ({ id }) => (await follow(conversation, id)).at(-1)))
      const won = ends.filter((end) => end?.body['status'] === 'Succeeded')
      const [first, second] = won
      if (!first || ends.some((end) => !end || !isDone(end)))
        return openAll(conversation, [requirement], first ? 'not all of them were done' : 'none of them Succeeded')
      conversation.note(
        claim(conversation, (second ?? first).exchange, {
          requirement,
          holds: won.length === 1,
          message: `${won.length} of ${runners} Succeeded`,
          at: '/status',
          expected: 'one order, and the others Failed or refused',
          received: won.map((end) => end?.body['orderId']),
        }),
      )
    },
  }),
]
