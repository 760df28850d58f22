import { inconclusive } from '../../../core/finding.ts'
import { answerText } from '../../baseline-requests.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { openAll, story } from '../story.ts'
import { claim } from './claim.ts'
import { noteFault } from './fault.ts'
import { notCached } from './not-cached.ts'
import { freshBasket, lacks, needsBasket, ownOrder, readOrder } from './orders.ts'
import { otherProperties } from './other-properties.ts'
import { ask, ownNumber, type ParsedReply } from './shop.ts'

const flow = 'flow/submit'
const found = `${flow}/order-is-found`
const readsBack = `${flow}/order-reads-back`
const created = `${flow}/status-created`
const ignored = `${flow}/other-properties-ignored`
const stable = 'flow/order/reads-are-stable'
const readsBackByNumber = 'flow/chosen-number/order-reads-back'
const hasNumber = 'flow/chosen-number/order-has-it'
const foundByNumber = 'flow/chosen-number/order-is-found'
const ignoredByNumber = 'flow/chosen-number/other-properties-ignored'
const unknown = 'getOrder/error.404/OrderNotFoundException'
const firstReads = [found, readsBack, created, stable, unknown, notCached('submitBasket'), notCached('getOrder')]
const byNumber = [hasNumber, foundByNumber, readsBackByNumber, notCached('submitBasketWithOrderNo'), unknown]

export const submitCases = (session: Session): readonly Case[] => [
  story(session, {
    id: 'submit/and-read',
    title: 'a basket submitted, and the order read twice',
    about: firstReads,
    run: async (conversation) => {
      const made = await ownOrder(conversation, firstReads)
      if (!made) return
      const { parsed } = made
      conversation.note(
        claim(conversation, parsed.exchange, {
          requirement: created,
          holds: parsed.body['status'] === 'created',
          message: 'A new order does not stand at created',
          at: '/status',
          expected: 'created',
          received: parsed.body['status'],
        }),
      )
      const read = await ask(conversation, 'getOrder', { order: made.no })
      conversation.note(isFound(conversation, read, { requirement: found, no: made.no }))
      // Relations compare each sight of an order with the one before.
      if (!read.accepted)
        return openAll(conversation, [readsBack, stable, notCached('getOrder')], 'the order could not be read')
      await tryNearly(conversation, [`0${made.no}`, `${made.no}x`])
      const again = await readOrder(conversation, made.no, [stable])
      if (again)
        conversation.note(same(conversation, stable, { before: read, after: again, members: Object.keys(read.body) }))
    },
  }),
  otherProperties(session, { id: 'submit/other-properties', operation: 'submitBasket', requirement: ignored }),
  otherProperties(session, {
    id: 'submit/other-properties-under-number',
    operation: 'submitBasketWithOrderNo',
    requirement: ignoredByNumber,
  }),
  story(session, {
    id: 'submit/chosen-number',
    title: 'a basket submitted under a number of the caller',
    about: byNumber,
    run: async (conversation) => {
      if (!session.supplies.has('basketId')) return lacks(conversation, [hasNumber, foundByNumber], needsBasket)
      const no = ownNumber(conversation)
      const parsed = await ask(conversation, 'submitBasketWithOrderNo', { order: no, body: freshBasket })
      if (!parsed.accepted)
        return openAll(conversation, [hasNumber, foundByNumber], `set-up failed: ${answerText(parsed.exchange)}`)
      conversation.created(`order ${no}`)
      await noteNumber(conversation, parsed, no)
      // Of a number that the run has chosen it is known that nobody else has its parts.
      await tryNearly(conversation, [no.slice(0, -1), no.slice(1)])
      await tellNumbers(conversation)
    },
  }),
]

/** No order has these numbers, however like they are to that of one. */
const tryNearly = async (conversation: Conversation, numbers: readonly string[]): Promise<void> => {
  for (const near of numbers)
    noteFault(conversation, await ask(conversation, 'getOrder', { order: near }), {
      type: 'OrderNotFoundException',
      what: 'A number that is nearly that of an order',
      values: { orderNumber: near },
    })
}

/** Signs that a path may hold as they are, and others that stand there encoded. A shop may refuse such numbers. */
const signs = ["+a'b", ' c', 'é&%d', '😀']

/** So many characters an order number may have. */
const longest = 50

const tellNumbers = async (conversation: Conversation): Promise<void> => {
  const long = ownNumber(conversation, 'long').padEnd(longest, 'x')
  for (const no of [long, ...signs.map((sign) => `${ownNumber(conversation, sign)}${sign}`)]) {
    const parsed = await ask(conversation, 'submitBasketWithOrderNo', { order: no, body: freshBasket, soft: true })
    if (!parsed.accepted) continue
    conversation.created(`order ${no}`)
    await noteNumber(conversation, parsed, no)
  }
}

/** Whether an order bears the number that was asked for, and is found by it. */
const noteNumber = async (conversation: Conversation, { body, exchange }: ParsedReply, no: string): Promise<void> => {
  const holds = body['order_no'] === no
  conversation.note(
    claim(conversation, exchange, {
      requirement: hasNumber,
      holds,
      message: 'The order has another number than was asked for',
      at: '/order_no',
      expected: JSON.stringify(no),
      received: body['order_no'],
    }),
  )
  if (!holds) return openAll(conversation, [foundByNumber], 'the order has another number than was asked for')
  const read = await ask(conversation, 'getOrder', { order: no })
  conversation.note(isFound(conversation, read, { requirement: foundByNumber, no }))
}

type Sought = { readonly requirement: string; readonly no: string }

const isFound = (
  conversation: Conversation,
  { exchange, accepted, status, body }: ParsedReply,
  { requirement, no }: Sought,
) => {
  const id = conversation.session.id(requirement)
  if (status === 0) return inconclusive(id, answerText(exchange))
  // That a reply names another order is reported at the requirement about that.
  if (accepted && body['order_no'] !== no)
    return inconclusive(id, 'the reply does not name the order that was asked for')
  return claim(conversation, exchange, {
    requirement,
    holds: accepted,
    message: 'The order that was just made is not found',
    at: 'status',
    expected: '200',
    received: answerText(exchange),
  })
}

type Both = { readonly before: ParsedReply; readonly after: ParsedReply; readonly members: readonly string[] }

/** Whether two replies say the same of some members; what only one of them tells is no difference. */
const same = (conversation: Conversation, requirement: string, { before, after, members }: Both) => {
  const changed = members
    .filter((member) => member in before.body && member in after.body)
    .find((member) => JSON.stringify(before.body[member]) !== JSON.stringify(after.body[member]))
  return claim(conversation, after.exchange, {
    requirement,
    holds: changed === undefined,
    message: `${changed} reads otherwise than before`,
    at: `/${changed}`,
    expected: JSON.stringify(before.body[changed ?? '']) ?? '',
    received: after.body[changed ?? ''],
  })
}
