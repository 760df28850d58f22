import { tokenOf } from '../../../core/seed.ts'
import type { Case } from '../../cases/case.ts'
import type { Session } from '../../session.ts'
import { claim, openAll, story } from '../story.ts'
import { noteErrors } from './status-rules.ts'
import { follow, isDone, isSubmission, submitOrder } from './submission.ts'

const noOrder = 'flow/submission-lifecycle/order-id-null-when-create-failed'

/** One referenceId used for two orders: the second one ends without an order. */
export const referenceTwiceCases = (session: Session): readonly Case[] => [
  story(session, {
    id: 'duplicates/reference',
    title: 'one referenceId used twice',
    turn: 'late',
    about: [noOrder],
    run: async (conversation) => {
      const reference = `assay-${session.spec.tag}-${tokenOf(8, session.spec.tag, conversation.caseId)}`
      const recipe = { seed: session.seed(conversation.caseId) }
      const submit = () => submitOrder(conversation, recipe, reference)
      const first = await submit()
      if (!isSubmission(first)) return openAll(conversation, [noOrder], first.reason)
      await follow(conversation, first.id)
      const second = await submit()
      if (!isSubmission(second)) return openAll(conversation, [noOrder], second.reason)
      const last = (await follow(conversation, second.id)).at(-1)
      if (!last || !isDone(last) || last.body['status'] !== 'Failed')
        return openAll(conversation, [noOrder], 'the second use did not fail')
      noteErrors(conversation, last)
      const { orderId } = last.body
      conversation.note(
        claim(conversation, last.exchange, {
          requirement: noOrder,
          holds: orderId === null,
          message: 'The submission Failed and names an order',
          at: '/orderId',
          expected: 'null',
          received: orderId,
          ...(orderId === undefined ? { ambiguities: [22] } : {}),
        }),
      )
    },
  }),
]
