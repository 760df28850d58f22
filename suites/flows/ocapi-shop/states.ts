import type { JsonObject } from '../../../core/json.ts'
import { answerText } from '../../baseline-requests.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { openAll, story } from '../story.ts'
import { claim } from './claim.ts'
import { ownOrder, readOrder } from './orders.ts'
import { ask, cardRequest, customName, holderOf, instrumentId, instrumentOf, type ParsedReply } from './shop.ts'

const current = 'flow/resource-state/current-accepted'
const stale = 'flow/resource-state/stale-refused'
const staleHeader = 'flow/resource-state/stale-header-refused'
const staleInstrument = 'flow/resource-state/stale-refused-at-instrument'
const all = [current, stale, staleInstrument, staleHeader]

/** A client that sends the state it read learns of changes in between: so linked pages say, and samples send it. */
export const stateCases = (session: Session): readonly Case[] => [
  story(session, {
    id: 'resource-state',
    title: 'changes with the state that was read, and with one that is out of date',
    about: all,
    run: async (conversation) => {
      const made = await ownOrder(conversation, all)
      if (!made) return
      const holder = holderOf(conversation, 'instrument')
      const added = await ask(conversation, 'addPaymentInstrument', {
        order: made.no,
        body: cardRequest(conversation, { amount: 0.01, holder }),
        skipAuthorization: true,
      })
      const custom = await customOf(conversation, made.no)
      const read = await readOrder(conversation, made.no, all)
      if (!read) return
      const state = read.body['_resource_state']
      if (typeof state !== 'string') return openAll(conversation, all, 'replies tell no _resource_state')
      await noteCurrent(conversation, made.no, state)
      const later = await changed(conversation, made.no)
      if (!later) return openAll(conversation, [stale, staleInstrument, staleHeader], 'the order could not be changed')
      if (later.body['_resource_state'] === state) {
        conversation.note(isAnother(conversation, later, state))
        return openAll(conversation, [staleInstrument, staleHeader], 'the state is the same after a change')
      }
      const parsed = await ask(conversation, 'updateOrder', {
        order: made.no,
        body: { ...custom, _resource_state: state },
      })
      conversation.note(isRefused(conversation, parsed, stale))
      // What was refused has changed nothing: a relation compares.
      if (!parsed.accepted) await ask(conversation, 'getOrder', { order: made.no })
      const instrument = instrumentOf(added.body, holder)
      const id = instrument && instrumentId(instrument)
      if (id === undefined)
        return openAll(conversation, [staleInstrument, staleHeader], 'no payment instrument could be added')
      const updated = await ask(conversation, 'updatePaymentInstrument', {
        order: made.no,
        instrument: id,
        body: { ...cardRequest(conversation, { amount: 0.02, holder }), _resource_state: state },
        skipAuthorization: true,
      })
      conversation.note(isRefused(conversation, updated, staleInstrument))
      const removed = await ask(conversation, 'removePaymentInstrument', {
        order: made.no,
        instrument: id,
        headers: { 'x-dw-resource-state': state },
      })
      conversation.note(isRefused(conversation, removed, staleHeader))
      if (!updated.accepted || !removed.accepted) await ask(conversation, 'getOrder', { order: made.no })
    },
  }),
]

/** A custom property that the order takes, with another value than it has now. */
const customOf = async (conversation: Conversation, order: string): Promise<JsonObject> => {
  const name = customName(conversation)
  const value = holderOf(conversation, 'before')
  const set = await ask(conversation, 'updateOrder', { order, body: { [name]: value }, soft: true })
  return set.accepted && set.body[name] === value ? { [name]: holderOf(conversation, 'stale') } : {}
}

const noteCurrent = async (conversation: Conversation, order: string, state: string): Promise<void> => {
  const parsed = await ask(conversation, 'updateOrder', { order, body: { _resource_state: state } })
  conversation.note(
    claim(conversation, parsed.exchange, {
      requirement: current,
      holds: parsed.accepted,
      message: 'A change with the current state is refused',
      at: 'status',
      expected: '200',
      received: answerText(parsed.exchange),
    }),
  )
}

/** The order after a change that its state must tell. */
const changed = async (conversation: Conversation, order: string): Promise<ParsedReply | undefined> => {
  const note = await ask(conversation, 'addNote', { order, body: { subject: 'assay', text: 'assay' } })
  const read = note.accepted ? await ask(conversation, 'getOrder', { order }) : undefined
  return read?.accepted ? read : undefined
}

/** A state that is the same after a change tells nobody of it; which changes it counts is open. */
const isAnother = (conversation: Conversation, { exchange }: ParsedReply, state: string) =>
  claim(conversation, exchange, {
    requirement: stale,
    holds: false,
    message: 'The state is the same after a note was added',
    at: '/_resource_state',
    expected: `another state than ${state}`,
    received: state,
    ambiguities: [130],
  })

const isRefused = (conversation: Conversation, parsed: ParsedReply, requirement: string) =>
  claim(conversation, parsed.exchange, {
    requirement,
    holds: parsed.status === 409,
    message: parsed.accepted ? 'A change with a state that is out of date is taken' : `It is answered ${parsed.status}`,
    at: 'status',
    expected: '409 ResourceStateConflictException',
    received: answerText(parsed.exchange),
    ambiguities: [130],
  })
