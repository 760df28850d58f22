import { isEqual } from '../../../checks/relations/compare.ts'
import { isClientError } from '../../../core/exchange.ts'
import { asText, brief, type Json } from '../../../core/json.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { openAll, story } from '../story.ts'
import { claim } from './claim.ts'
import { giveCustom, hasCustom, keepsCustom, tellCustom, tellForms, tellSurvival } from './custom-properties.ts'
import { noteFault } from './fault.ts'
import { ownOrder, readOrder, sharedOrder } from './orders.ts'
import { ask, customName, holderOf, ownNumber, type ParsedReply } from './shop.ts'

const flow = 'flow/update'
const refusalKeeps = `${flow}/refusal-changes-nothing`
const custom = `${flow}/custom-properties`
const survives = `${flow}/custom-properties-survive`
const others = `${flow}/other-properties`
const transition = 'updateOrder/error.400/StatusTransitionNotPossibleException'

export const updateCases = (session: Session): readonly Case[] => [
  story(session, {
    id: 'update/refused',
    title: 'a new order set to replaced, as the sample that fails does',
    about: [transition, refusalKeeps],
    run: async (conversation) => {
      const made = await ownOrder(conversation, [transition, refusalKeeps])
      if (!made) return
      const parsed = await setStatus(conversation, made.no, 'replaced')
      noteFault(conversation, parsed, {
        type: 'StatusTransitionNotPossibleException',
        what: 'CREATED to REPLACED',
        values: { statusFrom: 'CREATED', statusTo: 'REPLACED' },
        mayAccept: { ambiguity: 58 },
      })
      if (parsed.accepted) return openAll(conversation, [refusalKeeps], 'the status was not refused')
      if (await leavesCreated(conversation, made.no))
        return openAll(conversation, [refusalKeeps], 'another status was not refused')
      const read = await readOrder(conversation, made.no, [refusalKeeps])
      if (!read) return
      conversation.note(
        claim(conversation, read.exchange, {
          requirement: refusalKeeps,
          holds: read.body['status'] === made.parsed.body['status'],
          message: 'A status that was refused is kept all the same',
          at: '/status',
          expected: JSON.stringify(made.parsed.body['status']) ?? 'as before',
          received: read.body['status'],
        }),
      )
    },
  }),
  story(session, {
    id: 'update/both',
    title: 'a new order set to failed with a custom property, and back with another one',
    about: [custom, survives, refusalKeeps, transition],
    run: async (conversation) => {
      const made = await ownOrder(conversation, [custom, survives, refusalKeeps])
      if (made) await tellBoth(conversation, made.no, made.parsed)
    },
  }),
  // One after the other: both set the custom property of one order.
  story(session, {
    id: 'update/custom',
    title: 'a custom property set, and other things changed after it and beside it',
    about: [custom, survives, others],
    run: async (conversation) => {
      const order = await sharedOrder(conversation, [custom, survives, others])
      if (order === undefined) return
      await tellCustom(conversation, order)
      await tellForms(conversation, order)
      await tellOthers(conversation, order)
    },
  }),
]

/** Whether an order that is neither placed nor failed is set to what only a placed one becomes. */
const leavesCreated = async (conversation: Conversation, order: string): Promise<boolean> => {
  for (const status of ['open', 'completed', 'cancelled']) {
    const parsed = await setStatus(conversation, order, status)
    const statusTo = status.toUpperCase()
    noteFault(conversation, parsed, {
      type: 'StatusTransitionNotPossibleException',
      what: `CREATED to ${statusTo}`,
      values: { statusFrom: 'CREATED', statusTo },
      mayAccept: { ambiguity: 58 },
    })
    if (parsed.accepted) return true
  }
  return false
}

/** Whether a new order is set to what only a placed one becomes where a custom property, which it takes, stands beside it. */
const leavesBeside = async (conversation: Conversation, order: string, name: string): Promise<boolean> => {
  const first = holderOf(conversation, 'first')
  const set = await ask(conversation, 'updateOrder', { order, body: { [name]: first }, soft: true })
  if (!set.accepted || set.body[name] !== first) return false
  const body = { status: 'completed', [name]: holderOf(conversation, 'beside') }
  const parsed = await ask(conversation, 'updateOrder', { order, body })
  noteFault(conversation, parsed, {
    type: 'StatusTransitionNotPossibleException',
    what: 'CREATED to COMPLETED beside a custom property',
    values: { statusFrom: 'CREATED', statusTo: 'COMPLETED' },
    mayAccept: { ambiguity: 58 },
  })
  return parsed.accepted
}

/** A status and a custom property in one request: both are taken, or neither; and another order has none of it. */
const tellBoth = async (conversation: Conversation, order: string, before: ParsedReply): Promise<void> => {
  const name = customName(conversation)
  const value = holderOf(conversation, 'both')
  if (await leavesBeside(conversation, order, name)) return
  const both = await ask(conversation, 'updateOrder', { order, body: { status: 'failed', [name]: value }, soft: true })
  const alone = both.accepted
    ? both
    : await ask(conversation, 'updateOrder', { order, body: { [name]: value }, soft: true })
  if (!alone.accepted) return
  conversation.note(keepsCustom(conversation, { before, after: alone, name }))
  if (both.accepted) conversation.note(hasCustom(conversation, both, { name, value, when: 'set beside a status' }))
  const changed = holderOf(conversation, 'refused')
  const refused = await ask(conversation, 'updateOrder', { order, body: { status: 'created', [name]: changed } })
  const read = await ask(conversation, 'getOrder', { order })
  if (!read.accepted) return
  if (both.body[name] === value && isClientError(refused.status))
    conversation.note(
      claim(conversation, read.exchange, {
        requirement: refusalKeeps,
        holds: read.body[name] !== changed,
        message: 'A custom property beside a status that was refused is kept all the same',
        at: `/${name}`,
        expected: JSON.stringify(value),
        received: read.body[name],
      }),
    )
  // What a note changes beside the notes is seen best at an order that no longer stands where orders begin.
  const text = holderOf(conversation, 'note')
  await ask(conversation, 'addNote', { order, body: { subject: text, text } })
  const other = await ownOrder(conversation, [])
  if (!other || other.no === order) return
  const seen = await ask(conversation, 'getOrder', { order: other.no })
  if (!seen.accepted) return
  conversation.note(
    claim(conversation, seen.exchange, {
      requirement: custom,
      holds: seen.body[name] !== value && seen.body[name] !== changed,
      message: 'A custom property that was set at one order is read at another',
      at: `/${name}`,
      expected: 'nothing of another order',
      received: seen.body[name],
    }),
  )
  await tellSurvival(conversation, other.no)
}

const setStatus = (conversation: Conversation, order: string, status: string): Promise<ParsedReply> =>
  ask(conversation, 'updateOrder', { order, body: { status } })

/** Members that an update does not consider, sent beside one that it does. */
const tellOthers = async (conversation: Conversation, order: string): Promise<void> => {
  const before = await readOrder(conversation, order, [others])
  if (!before) return
  const sent = {
    order_total: 0.01,
    order_token: 'assay',
    currency: 'XTS',
    customer_name: 'Assay',
    source_code: 'assay',
  }
  // A custom property goes with them, which shows that the request was read at all.
  const name = customName(conversation)
  const value: Json = holderOf(conversation, 'beside')
  const both = await ask(conversation, 'updateOrder', { order, body: { ...sent, [name]: value } })
  const parsed = both.accepted ? both : await ask(conversation, 'updateOrder', { order, body: sent })
  const after = await readOrder(conversation, order, [others])
  if (!after) return
  const changed = Object.keys(sent).find(
    (member) => JSON.stringify(before.body[member]) !== JSON.stringify(after.body[member]),
  )
  if (changed === undefined && parsed.accepted && after.body[name] !== value)
    return openAll(conversation, [others], `${name}, which is considered, was not kept either; ${giveCustom}`)
  conversation.note(
    claim(conversation, (changed === undefined ? parsed : after).exchange, {
      requirement: others,
      holds: changed === undefined && parsed.accepted,
      message: changed === undefined ? 'Other properties are refused' : `${changed} can be changed`,
      at: changed === undefined ? 'status' : `/${changed}`,
      expected: changed === undefined ? '200' : (JSON.stringify(before.body[changed]) ?? ''),
      received: changed === undefined ? parsed.status : after.body[changed],
      ...(changed === undefined && parsed.status < 500 ? { ambiguities: [61] } : {}),
    }),
  )
  if (changed === undefined) await tellParts(conversation, after)
}

/** What names an order and what it holds is no more considered; a shop may refuse to be given another name. */
const tellParts = async (conversation: Conversation, before: ParsedReply): Promise<void> => {
  const order = asText(before.body['order_no'])
  const sent = {
    order_no: ownNumber(conversation, 'other'),
    creation_date: '2014-11-06T13:36Z',
    site_id: 'assay',
    customer_info: { email: 'assay@example.com' },
    product_items: [],
    shipments: [],
  }
  const parsed = await ask(conversation, 'updateOrder', { order, body: sent, soft: true })
  if (!parsed.accepted) return
  const after = await ask(conversation, 'getOrder', { order })
  if (!after.accepted) return
  const changed = Object.keys(sent).find((member) => !isEqual(before.body[member] ?? null, after.body[member] ?? null))
  conversation.note(
    claim(conversation, after.exchange, {
      requirement: others,
      holds: changed === undefined,
      message: `${changed} can be changed`,
      at: `/${changed}`,
      expected: brief(before.body[changed ?? '']),
      received: after.body[changed ?? ''],
    }),
  )
}
