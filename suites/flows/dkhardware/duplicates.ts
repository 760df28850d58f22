import { replyOf } from '../../../core/exchange.ts'
import { kept } from '../../../core/finding.ts'
import { tokenOf } from '../../../core/seed.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { noteErrors, sameText, usedText, whyFailed } from './status-rules.ts'
import {
  type Claim,
  claim,
  follow,
  isDone,
  isSubmission,
  openAll,
  type StatusReading,
  story,
  submitOrder,
} from './story.ts'

const fails = 'flow/reference-id/second-use-fails'
const message = 'flow/reference-id/second-use-message'
const noOrder = 'flow/submission-lifecycle/order-id-null-when-create-failed'
const differ = 'flow/submission-lifecycle/submissions-differ'
const twoOrders = 'flow/submission-lifecycle/two-creates-two-orders'

export const duplicateCases = (session: Session): readonly Case[] => [
  story(session, {
    id: 'duplicates/reference',
    title: 'one referenceId used twice',
    about: [fails, message, noOrder],
    run: async (conversation) => {
      const reference = `assay-${session.spec.tag}-${tokenOf(8, session.spec.tag, conversation.caseId)}`
      const recipe = { seed: session.seed(conversation.caseId) }
      const first = await submitOrder(conversation, recipe, reference)
      if (!isSubmission(first)) return openAll(conversation, [fails, message, noOrder], first.reason)
      const used = (await follow(conversation, first.id)).at(-1)
      if (used?.body['status'] !== 'Succeeded') {
        const why = used ? `the first use: ${whyFailed(used)}` : 'its status could not be read'
        return openAll(conversation, [fails, message, noOrder], `set-up failed: ${why}`)
      }
      const second = await submitOrder(conversation, recipe, reference)
      if (!isSubmission(second)) {
        const reply = replyOf(conversation.lastExchange())
        const isSync = reply !== undefined && (reply.status === 409 || reply.status === 400)
        if (!isSync) return openAll(conversation, [fails, message, noOrder], second.reason)
        return conversation.note(
          claim(
            conversation,
            { exchange: conversation.lastExchange() },
            {
              requirement: fails,
              holds: false,
              message: 'The second use is refused at once',
              at: 'status',
              expected: '200, and Failed when it is processed',
              received: reply.status,
              ambiguities: [42],
            },
          ),
        )
      }
      const last = (await follow(conversation, second.id)).at(-1)
      if (!last || !isDone(last))
        return openAll(
          conversation,
          [fails, message, noOrder],
          `the second use was not done within ${session.spec.settleMs} ms`,
        )
      noteErrors(conversation, last)
      const { status, errors, orderId } = last.body
      conversation.note(
        claim(conversation, last, {
          requirement: fails,
          holds: status === 'Failed',
          message: 'A referenceId can be used twice',
          at: '/status',
          expected: 'Failed',
          received: status,
        }),
      )
      if (status !== 'Failed') return openAll(conversation, [message, noOrder], 'the second use did not fail')
      conversation.note(
        claim(conversation, last, {
          requirement: message,
          holds: Array.isArray(errors) && errors.some((text) => sameText(text, usedText)),
          message: 'The errors do not say that the reference was used before',
          at: '/errors',
          expected: usedText,
          received: errors,
        }),
        claim(conversation, last, {
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
  story(session, {
    id: 'duplicates/none',
    title: 'one order posted twice without a referenceId',
    about: [differ, twoOrders],
    run: async (conversation) => {
      const recipe = { seed: session.seed(conversation.caseId) }
      const first = await submitOrder(conversation, recipe)
      const another = isSubmission(first)
        ? await submitOrder(conversation, { seed: session.seed(conversation.caseId, 'another') })
        : first
      const second = isSubmission(another) ? await submitOrder(conversation, recipe) : another
      if (!isSubmission(first) || !isSubmission(another) || !isSubmission(second)) {
        return openAll(conversation, [differ, twoOrders], 'reason' in second ? second.reason : 'not accepted')
      }
      conversation.note(
        claim(conversation, another, {
          requirement: differ,
          holds: first.id !== another.id,
          message: 'The submissions of two orders have one id',
          at: '/submissionId',
          expected: 'another id',
          received: another.id,
        }),
      )
      if (first.id === second.id)
        return conversation.note(
          sameOrder(conversation, second, { expected: 'another id', received: second.id, at: '/submissionId' }),
        )
      const one = (await follow(conversation, first.id)).at(-1)
      const other = (await follow(conversation, second.id)).at(-1)
      if (one?.body['status'] !== 'Succeeded' || !other || !isDone(other))
        return openAll(conversation, [twoOrders], 'the two orders were not both done')
      if (isMissing(one.body['orderId']) || isMissing(other.body['orderId']))
        return openAll(conversation, [twoOrders], 'the status names no order')
      const isTwo =
        other.body['status'] === 'Succeeded' && String(one.body['orderId']) !== String(other.body['orderId'])
      if (isTwo) return conversation.note(kept(session.id(twoOrders)))
      conversation.note(
        sameOrder(conversation, other, {
          expected: `another order than ${one.body['orderId']}`,
          received: other.body['orderId'],
          at: '/orderId',
        }),
      )
    },
  }),
]

/** A server may take the same order for a repetition: the documents do not say. */
const sameOrder = (
  conversation: Conversation,
  exchange: Pick<StatusReading, 'exchange'>,
  told: Pick<Claim, 'expected' | 'received' | 'at'>,
) =>
  claim(conversation, exchange, {
    ...told,
    requirement: twoOrders,
    holds: false,
    message: 'The second call did not create an order of its own',
    ambiguities: [43],
  })

const isMissing = (value: unknown): boolean => value === undefined || value === null
