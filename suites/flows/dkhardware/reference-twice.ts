import { type Exchange, replyOf } from '../../../core/exchange.ts'
import { tokenOf } from '../../../core/seed.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { claim, openAll, story } from '../story.ts'
import { noteErrors, sameText, usedText, whyFailed } from './status-rules.ts'
import { follow, isDone, isSubmission, type StatusReading, submitOrder } from './submission.ts'

const fails = 'flow/reference-id/second-use-fails'
const message = 'flow/reference-id/second-use-message'
const noOrder = 'flow/submission-lifecycle/order-id-null-when-create-failed'
const all = [fails, message, noOrder]

/** One referenceId used for two orders: the second one ends Failed, with the documented message and without an order. */
export const referenceTwiceCases = (session: Session): readonly Case[] => [
  story(session, {
    id: 'duplicates/reference',
    title: 'one referenceId used twice',
    turn: 'late',
    about: all,
    run: async (conversation) => {
      const reference = `assay-${session.spec.tag}-${tokenOf(8, session.spec.tag, conversation.caseId)}`
      const recipe = { seed: session.seed(conversation.caseId) }
      const unused = await useFirst(conversation, () => submitOrder(conversation, recipe, reference))
      if (unused !== undefined) return openAll(conversation, all, unused)
      const second = await submitOrder(conversation, recipe, reference)
      if (!isSubmission(second)) return noteRefusedAtOnce(conversation, second.reason)
      const last = (await follow(conversation, second.id)).at(-1)
      if (last && isDone(last)) return noteSecond(conversation, last)
      openAll(conversation, all, `the second use was not done within ${session.spec.settleMs} ms`)
    },
  }),
]

/** Why the first use of the reference did not come to an order; undefined where it did. */
const useFirst = async (
  conversation: Conversation,
  submit: () => ReturnType<typeof submitOrder>,
): Promise<string | undefined> => {
  const first = await submit()
  if (!isSubmission(first)) return first.reason
  const used = (await follow(conversation, first.id)).at(-1)
  if (used?.body['status'] === 'Succeeded') return undefined
  return `set-up failed: ${used ? `the first use: ${whyFailed(used)}` : 'the status of the first use could not be read'}`
}

/** A wide reading lets the second call itself be refused. */
const noteRefusedAtOnce = (conversation: Conversation, reason: string): void => {
  const exchange: Exchange = conversation.lastExchange()
  const reply = replyOf(exchange)
  if (reply?.status !== 409 && reply?.status !== 400) {
    openAll(conversation, all, reason)
    return
  }
  conversation.note(
    claim(conversation, exchange, {
      requirement: fails,
      holds: false,
      message: 'The second use is refused at once',
      at: 'status',
      expected: '200, and Failed when it is processed',
      received: reply.status,
      ambiguities: [42],
    }),
  )
}

const noteSecond = (conversation: Conversation, last: StatusReading): void => {
  noteErrors(conversation, last)
  const { status, errors, orderId } = last.body
  conversation.note(
    claim(conversation, last.exchange, {
      requirement: fails,
      holds: status === 'Failed',
      message: 'A referenceId can be used twice',
      at: '/status',
      expected: 'Failed',
      received: status,
    }),
  )
  if (status !== 'Failed') {
    openAll(conversation, [message, noOrder], 'the second use did not fail')
    return
  }
  conversation.note(
    claim(conversation, last.exchange, {
      requirement: message,
      holds: Array.isArray(errors) && errors.some((text) => sameText(text, usedText)),
      message: 'The errors do not say that the reference was used before',
      at: '/errors',
      expected: usedText,
      received: errors,
    }),
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
}
