import { kept } from '../../../core/finding.ts'
import { asText } from '../../../core/json.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { type Claim, claim, openAll, story } from '../story.ts'
import { follow, isDone, isSubmission, type StatusReading, type Submission, submitOrder } from './submission.ts'

const differ = 'flow/submission-lifecycle/submissions-differ'
const twoOrders = 'flow/submission-lifecycle/two-creates-two-orders'

/** Three orders without a referenceId, the first and the last of them alike. */
export const orderTwiceCases = (session: Session): readonly Case[] => [
  story(session, {
    id: 'duplicates/none',
    title: 'one order posted twice without a referenceId',
    turn: 'late',
    about: [differ, twoOrders],
    run: async (conversation) => {
      const seed = session.seed(conversation.caseId)
      const first = await submitOrder(conversation, { seed })
      if (!isSubmission(first)) return openAll(conversation, [differ, twoOrders], first.reason)
      const another = await submitOrder(conversation, { seed: session.seed(conversation.caseId, 'another') })
      if (!isSubmission(another)) return openAll(conversation, [differ, twoOrders], another.reason)
      conversation.note(
        claim(conversation, another.exchange, {
          requirement: differ,
          holds: first.id !== another.id,
          message: 'The submissions of two orders have one id',
          at: '/submissionId',
          expected: 'another id',
          received: another.id,
        }),
      )
      const again = await submitOrder(conversation, { seed })
      if (!isSubmission(again)) return openAll(conversation, [twoOrders], again.reason)
      await noteTwoOrders(conversation, first, again)
    },
  }),
]

const noteTwoOrders = async (conversation: Conversation, first: Submission, again: Submission): Promise<void> => {
  if (first.id === again.id) {
    return noteRepetition(conversation, again, { expected: 'another id', received: again.id, at: '/submissionId' })
  }
  const one = (await follow(conversation, first.id)).at(-1)
  const other = (await follow(conversation, again.id)).at(-1)
  if (one?.body['status'] !== 'Succeeded' || !other || !isDone(other)) {
    return openAll(conversation, [twoOrders], 'the two orders were not both done')
  }
  const [id, otherId] = [one.body['orderId'], other.body['orderId']]
  if (isMissing(id) || isMissing(otherId)) return openAll(conversation, [twoOrders], 'the status names no order')
  if (other.body['status'] === 'Succeeded' && asText(id) !== asText(otherId)) {
    return conversation.note(kept(conversation.session.id(twoOrders), other.exchange.id))
  }
  noteRepetition(conversation, other, { expected: `another order than ${id}`, received: otherId, at: '/orderId' })
}

/** A server may take the same order for a repetition: the documents do not say. */
const noteRepetition = (
  conversation: Conversation,
  exchange: Pick<StatusReading, 'exchange'>,
  told: Pick<Claim, 'expected' | 'received' | 'at'>,
): void =>
  conversation.note(
    claim(conversation, exchange.exchange, {
      ...told,
      requirement: twoOrders,
      holds: false,
      message: 'The second call did not create an order of its own',
      ambiguities: [43],
    }),
  )

const isMissing = (value: unknown): boolean => value === undefined || value === null
