import { inconclusive } from '../../../core/finding.ts'
import type { Json } from '../../../core/json.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { story } from '../story.ts'
import { facetOf } from './attempt.ts'
import { claim } from './claim.ts'
import { noteFault } from './fault.ts'
import { freshBasket, lacks, needsBasket, ownOrder } from './orders.ts'
import { ask, customName, holderOf, listIn, ownNumber, type ParsedReply } from './shop.ts'

const conflictFacet = 'flow/chosen-number/conflict-changes-nothing'
const duplicateType = 'DuplicateOrderNumberException'

/** A number that an order has is given to no other, and the order stays as it is, whoever chose the number. */
export const takenNumberCases = (session: Session): readonly Case[] => [
  takenCase(session, {
    id: 'errors/submitBasketWithOrderNo/number-taken',
    title: 'two baskets submitted under one number',
    first: async (conversation) => {
      const no = ownNumber(conversation)
      const { accepted } = await ask(conversation, 'submitBasketWithOrderNo', { order: no, body: freshBasket })
      if (accepted) {
        conversation.created(`order ${no}`)
        return no
      }
      const reason = 'set-up failed: no basket could be submitted under a chosen number'
      conversation.note(...facetsOf(session).map((facet) => inconclusive(session.id(facet), reason)))
      return undefined
    },
  }),
  takenCase(session, {
    id: 'errors/submitBasketWithOrderNo/number-given',
    title: 'a basket submitted under the number that the target gave to an order',
    first: async (conversation) => (await ownOrder(conversation, facetsOf(session)))?.no,
  }),
]

const facetsOf = (session: Session): readonly string[] => [
  facetOf(session, 'submitBasketWithOrderNo', duplicateType),
  conflictFacet,
]

type Taken = {
  readonly id: string
  readonly title: string
  /** The number of an order that was made. */
  readonly first: (conversation: Conversation) => Promise<string | undefined>
}

const takenCase = (session: Session, { id, title, first }: Taken): Case =>
  story(session, {
    id,
    title,
    about: facetsOf(session),
    run: async (conversation) => {
      if (!session.supplies.has('basketId')) return lacks(conversation, facetsOf(session), needsBasket)
      const no = await first(conversation)
      if (no === undefined) return
      // What a refused submit may take with it: a custom property, a note.
      const custom = customName(conversation)
      const changes = { [custom]: holderOf(conversation, 'kept') }
      await ask(conversation, 'updateOrder', { order: no, body: changes, soft: true })
      const note = holderOf(conversation, 'note')
      await ask(conversation, 'addNote', { order: no, body: { subject: note, text: note }, soft: true })
      const before = await ask(conversation, 'getOrder', { order: no })
      const notesBefore = await ask(conversation, 'getNotes', { order: no, soft: true })
      const second = await ask(conversation, 'submitBasketWithOrderNo', { order: no, body: freshBasket })
      noteFault(conversation, second, {
        type: duplicateType,
        what: 'A number that an order has',
        values: { orderNo: no },
      })
      const after = await ask(conversation, 'getOrder', { order: no })
      conversation.note(
        before.body['order_no'] === no
          ? isUnchanged(conversation, before, {
              second,
              after,
              members: ['order_token', 'status', 'order_total', custom],
              lostNotes: await lostNotes(conversation, no, notesBefore),
            })
          : inconclusive(session.id(conflictFacet), 'the first order could not be read'),
      )
    },
  })

/** The notes of an order that are no longer reported, and the reply that shows it. */
const lostNotes = async (conversation: Conversation, order: string, before: ParsedReply): Promise<Lost | undefined> => {
  const texts = textsOf(before)
  if (!before.accepted || texts.length === 0) return undefined
  const after = await ask(conversation, 'getNotes', { order, soft: true })
  return after.accepted && texts.some((text) => !textsOf(after).includes(text)) ? { texts, after } : undefined
}

const textsOf = ({ body }: ParsedReply): readonly Json[] => listIn(body, 'notes').map(({ text = null }) => text)

type Lost = { readonly texts: readonly Json[]; readonly after: ParsedReply }

type Afterwards = {
  readonly second: ParsedReply
  readonly after: ParsedReply
  readonly members: readonly string[]
  readonly lostNotes: Lost | undefined
}

const isUnchanged = (
  conversation: Conversation,
  before: ParsedReply,
  { second, after, members, lostNotes }: Afterwards,
) => {
  const changed = members.find((member) => JSON.stringify(before.body[member]) !== JSON.stringify(after.body[member]))
  if (second.accepted && changed === undefined)
    return inconclusive(conversation.session.id(conflictFacet), 'the second submit was not refused')
  if (after.accepted && changed === undefined && lostNotes)
    return claim(conversation, lostNotes.after.exchange, {
      requirement: conflictFacet,
      holds: false,
      message: 'The refused submit took notes from the order that has the number',
      at: '/notes',
      expected: JSON.stringify(lostNotes.texts),
      received: textsOf(lostNotes.after),
    })
  return claim(conversation, after.exchange, {
    requirement: conflictFacet,
    holds: after.accepted && changed === undefined,
    message: 'The refused submit changed the order that has the number',
    at: changed === undefined ? 'status' : `/${changed}`,
    expected: changed === undefined ? '200' : (JSON.stringify(before.body[changed]) ?? ''),
    received: changed === undefined ? after.status : after.body[changed],
  })
}
