import { at, isList, isObject } from '../../../core/json.ts'
import { contentOf } from '../../engine/call.ts'
import { otherText } from '../../engine/families/reads-back.ts'
import type { Changed, Hooks } from '../../engine/hooks.ts'
import { noneIsOne, referenceSlips } from '../acts/create-order.ts'
import { requirementId } from '../operations.ts'
import { lastPoll, type Submission } from '../submission.ts'
import { alters, bodyWith, sets, shows, type When } from './shape.ts'
import { overlooking, type Switch, switchesOf } from './switch.ts'

const paid = shows('Succeeded', 'requestPayment')
const ofCreate: When = ({ about }) => about !== undefined && about.reads > 0 && about.thing.operation === 'createOrder'

const secondUse = requirementId('flow/reference-id/second-use-fails')

/** Notes that a reference is in use only when its submission is seen to have ended. */
const claimingLate = (): Partial<Hooks<Submission>> => {
  const ended = new Set<unknown>()
  return {
    answers: (answer) => {
      const { about } = answer
      if (about && about.reads >= lastPoll) ended.add(about.thing.referenceId)
      return answer
    },
    overlooks: (broken, call) => {
      const body = contentOf(call)
      return broken === secondUse && isObject(body) && !ended.has(body['referenceId'])
    },
  }
}

/** Forgets that a reference is in use when it refuses the next use of it. */
const forgettingRefused = (): Partial<Hooks<Submission>> => {
  const refused = new Set<unknown>()
  return {
    answers: (answer) => {
      const { about } = answer
      if (about?.reads === 0 && about.thing.end.status === 'Failed') refused.add(about.thing.referenceId)
      return answer
    },
    overlooks: (broken, call) => {
      const body = contentOf(call)
      return broken === secondUse && isObject(body) && refused.has(body['referenceId'])
    },
  }
}

/** The first submission with a reference Failed too as soon as a second one is shown to have. */
const failingTheFirst = (): Partial<Hooks<Submission>> => {
  const failed = new Map<unknown, readonly string[]>()
  return bodyWith(ofCreate, (body, { about }) => {
    if (!isObject(body) || !about || about.reads < lastPoll) return body
    const { referenceId, end } = about.thing
    if (end.status === 'Failed') failed.set(referenceId, end.errors ?? [])
    const errors = failed.get(referenceId)
    return errors ? { ...body, status: 'Failed', orderId: null, errors } : body
  })
}

const uniquePositions = requirementId('createOrder/request/customerOrder/items/unique-by')

/** Overlooks positions that come twice, but for that of the first item. */
const comparingWithTheFirst = (): Partial<Hooks<Submission>> => ({
  overlooks: (broken, call) => {
    const items = at(contentOf(call), ['customerOrder', 'items'])
    if (broken !== uniquePositions || !isList(items)) return false
    const [first, ...others] = items.map((item) => at(item, ['linePosition']))
    return !others.includes(first)
  },
})

/** An order without notes is shown with those of the order that was shown before it. */
const keepingNotes = (): Partial<Hooks> => {
  let last: string | undefined
  return bodyWith(shows('Succeeded', 'createOrder'), (body) => {
    if (!isObject(body)) return body
    const { payload } = body
    if (!isObject(payload)) return body
    const own = payload['customerNotes']
    if (typeof own === 'string') last = own
    return typeof own === 'string' || last === undefined
      ? body
      : { ...body, payload: { ...payload, customerNotes: last } }
  })
}

/** An order without a reference is shown with that of the order that was shown before it. */
const keepingReference = (): Partial<Hooks> => {
  let last: string | undefined
  return bodyWith(shows('Succeeded', 'createOrder'), (body) => {
    if (!isObject(body)) return body
    const { referenceId } = body
    if (typeof referenceId === 'string') last = referenceId
    return typeof referenceId === 'string' || last === undefined ? body : { ...body, referenceId: last }
  })
}

/** A submission that nobody made has the status of the order that was shown last. */
const answeringUnknown = (): Partial<Hooks<Submission>> => {
  const succeeded = shows('Succeeded', 'createOrder')
  let last: Changed | undefined
  return {
    answers: (answer, call) => {
      if (succeeded(answer, call)) last = answer
      return answer.status === 404 && call.operation === 'getOrderStatus' && last ? last : answer
    },
  }
}

/** References and payments that do not go as the documents say. */
export const storyFaults: readonly Switch[] = switchesOf('state', [
  {
    id: 'notes-of-another-order',
    title: 'An order without notes is shown with those of another order',
    requirement: 'flow/round-trip/own-order-only',
    hooks: keepingNotes(),
  },
  {
    id: 'reference-of-another-order',
    title: 'An order without a referenceId is shown with that of another order',
    requirement: 'flow/round-trip/own-order-only',
    hooks: keepingReference(),
  },
  {
    id: 'unknown-submission-is-another',
    title: 'A submission that nobody made is answered with the status of another one',
    requirement: 'flow/round-trip/own-order-only',
    also: ['getOrderStatus/unknown-submission'],
    hooks: answeringUnknown(),
  },
  ...(
    [
      ['references-alike-are-one', 'Of a referenceId only the first 32 characters are compared'],
      ['references-of-one-beginning-are-one', 'Of a referenceId only the first 20 characters are compared'],
      // Warned of: no document says whether letters are the same in either case.
      ['references-in-any-case-are-one', 'A referenceId is compared without regard to the case of its letters'],
    ] as const
  ).map(([id, title], place) => ({
    id,
    title,
    requirement: 'flow/reference-id/second-use-fails',
    hooks: { slips: (slip: string) => slip === referenceSlips[place] },
  })),
  {
    id: 'no-reference-is-one',
    title: 'Of all orders without a referenceId only the first is made',
    requirement: 'createOrder/request/referenceId/optional',
    hooks: { slips: (slip: string) => slip === noneIsOne },
  },
  {
    id: 'another-referenceId',
    title: 'The status carries another referenceId than was posted',
    requirement: 'flow/reference-id/echoed',
    hooks: alters(ofCreate, ['referenceId'], otherText),
  },
  {
    id: 'second-use-succeeds',
    title: 'A referenceId may be used again',
    requirement: 'flow/reference-id/second-use-fails',
    also: ['flow/reference-id/second-use-message', 'flow/reference-id/one-order-of-two-at-once'],
    hooks: overlooking('flow/reference-id/second-use-fails'),
  },
  {
    id: 'reference-is-claimed-late',
    title: 'A referenceId may be used again until the first order with it is done',
    requirement: 'flow/reference-id/one-order-of-two-at-once',
    also: ['flow/reference-id/second-use-fails'],
    hooks: claimingLate(),
  },
  {
    id: 'third-use-succeeds',
    title: 'A referenceId may be used again once a second use of it was refused',
    requirement: 'flow/reference-id/second-use-fails',
    also: ['flow/reference-id/one-order-of-two-at-once'],
    hooks: forgettingRefused(),
  },
  {
    id: 'second-use-fails-the-first',
    title: 'The second use of a referenceId turns the submission that used it first to Failed',
    requirement: 'flow/submission-lifecycle/terminal-state-is-final',
    hooks: failingTheFirst(),
  },
  {
    id: 'positions-compared-with-the-first',
    title: 'The position of each item is compared with that of the first one only',
    requirement: 'createOrder/request/customerOrder/items/unique-by',
    hooks: comparingWithTheFirst(),
  },
  {
    id: 'second-use-other-message',
    title: 'The errors of a second use do not say what is wrong',
    requirement: 'flow/reference-id/second-use-message',
    hooks: sets(shows('Failed', 'createOrder'), ['errors'], ['The order could not be created']),
  },
  {
    // Disputed: some reading takes amounts below zero, and is warned of it.
    id: 'takes-total-below-zero',
    title: 'An order is taken whose discounts are greater than all it costs',
    requirement: 'createOrder/request/customerOrder/total/minimum',
    hooks: overlooking('createOrder/request/customerOrder/total/minimum'),
  },
  {
    id: 'payment-fails-silently',
    title: 'The payment request for a payable order Failed without a reason',
    requirement: 'flow/request-payment/submission-succeeds',
    also: ['flow/submission-lifecycle/errors-exactly-when-failed'],
    hooks: bodyWith(paid, (body) => (isObject(body) ? { ...body, status: 'Failed', errors: [] } : body)),
  },
  {
    id: 'payment-names-another-order',
    title: 'The status of a payment request names another order',
    requirement: 'flow/request-payment/names-the-order',
    hooks: alters(paid, ['orderId'], otherText),
  },
  {
    id: 'cancelled-order-is-paid',
    title: 'The payment request for a cancelled order Succeeded',
    requirement: 'flow/request-payment/cancelled-order-fails',
    also: ['flow/request-payment/cancelled-order-message'],
    hooks: overlooking('flow/request-payment/cancelled-order-fails'),
  },
  {
    id: 'cancelled-other-message',
    title: 'The errors do not say that the order was cancelled',
    requirement: 'flow/request-payment/cancelled-order-message',
    hooks: sets(shows('Failed', 'requestPayment'), ['errors'], ['Order payment could not be requested']),
  },
])
