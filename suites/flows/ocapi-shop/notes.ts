import { isObject, type JsonObject } from '../../../core/json.ts'
import { answerText } from '../../baseline-requests.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { openAll, story } from '../story.ts'
import { claim } from './claim.ts'
import { noteFault } from './fault.ts'
import { notCached } from './not-cached.ts'
import { ownOrder, sharedOrder } from './orders.ts'
import { ask, holderOf, listIn, type ParsedReply } from './shop.ts'
import { isRefusedLater, isTaken } from './taken-too.ts'

const flow = 'flow/notes'
const listed = `${flow}/listed`
const textKept = `${flow}/text-kept`
const subjectKept = `${flow}/subject-kept`
const removed = `${flow}/removed`
const untouched = `${flow}/others-untouched`
const link = `${flow}/link`
const all = [listed, textKept, subjectKept, removed, untouched, link]
const life = [...all, notCached('addNote'), notCached('getNotes')]
const about = [...life, isTaken('addNote')]

/** Text of several scripts, with what JSON and XML must escape. */
const scripts = 'Größe 漢字 😀 "<&>" \\ end'

export const noteCases = (session: Session): readonly Case[] => [
  story(session, {
    id: 'notes/life',
    title: 'three notes added and listed, and the second one removed',
    about,
    run: async (conversation) => {
      const order = await sharedOrder(conversation, life)
      if (order !== undefined) await tellNotes(conversation, order)
    },
  }),
]

const tellNotes = async (conversation: Conversation, order: string): Promise<void> => {
  const texts = ['first', 'second', 'third'].map((what) => `${holderOf(conversation, what)} ${scripts}`)
  const added: ParsedReply[] = []
  for (const text of texts) added.push(await ask(conversation, 'addNote', { order, body: noteWith(text) }))
  const refused = added.find(({ accepted }) => !accepted)
  if (refused) {
    if (added[0]?.accepted) conversation.note(isRefusedLater(conversation, refused, { what: 'A further note' }))
    return openAll(conversation, all, `set-up failed: ${answerText(refused.exchange)}`)
  }
  conversation.note(...added.map((parsed) => hasLink(conversation, order, parsed)))
  const read = await ask(conversation, 'getNotes', { order })
  if (!read.accepted) return openAll(conversation, all, `the notes could not be read: ${answerText(read.exchange)}`)
  const notes = texts.map((text) => noteOf(read, text))
  conversation.note(
    claim(conversation, read.exchange, {
      requirement: listed,
      holds: notes.every((note) => note !== undefined),
      message: 'A note that was added is not listed',
      at: '/notes',
      expected: 'each of the three notes',
      received: listIn(read.body, 'notes').map((note) => note['text']),
    }),
  )
  if (notes.every((note) => note === undefined))
    return openAll(conversation, [removed, untouched], 'none of the notes that were added is listed')
  const id = notes[1]?.['id']
  if (typeof id !== 'string')
    return openAll(conversation, [removed, untouched], 'the list of notes tells no ids (ambiguity 115)')
  const done = await ask(conversation, 'removeNote', { order, note: id })
  if (!done.accepted)
    return openAll(conversation, [removed, untouched], `the note could not be removed: ${answerText(done.exchange)}`)
  noteFault(conversation, await ask(conversation, 'removeNote', { order, note: id }), {
    type: 'NoteNotFoundException',
    what: 'A note that was removed before',
    values: { noteId: id },
  })
  await noteElsewhere(conversation, order, notes[0]?.['id'])
  await noteRest(conversation, order, { id, texts })
  await noteAgain(conversation, order, texts[0] ?? '')
}

const noteWith = (text: string): JsonObject => ({ subject: `Über ${text.slice(0, 14)}`, text })

/** Who says the same twice has said it twice: nothing makes a note that is told again the one that was there. */
const noteAgain = async (conversation: Conversation, order: string, text: string): Promise<void> => {
  const again = await ask(conversation, 'addNote', { order, body: noteWith(text) })
  const read = again.accepted ? await ask(conversation, 'getNotes', { order }) : undefined
  if (!read?.accepted) return
  const alike = notesWith(read, text).length
  // That the first one is gone is told by itself.
  if (alike === 0) return
  conversation.note(
    claim(conversation, read.exchange, {
      requirement: listed,
      holds: alike > 1,
      message: 'A second note with the subject and text of another was accepted and is not listed',
      at: '/notes',
      expected: 'two notes with this text',
      received: String(alike),
    }),
  )
}

/** A note is a note of its order: by way of another order there is none of this name. That it stays is read later. */
const noteElsewhere = async (conversation: Conversation, order: string, note: unknown): Promise<void> => {
  if (typeof note !== 'string' || !conversation.session.supplies.has('basketId')) return
  const other = await ownOrder(conversation, [])
  if (!other || other.no === order) return
  noteFault(conversation, await ask(conversation, 'removeNote', { order: other.no, note }), {
    type: 'NoteNotFoundException',
    what: 'A note of another order',
    values: { noteId: note },
  })
  // Nobody else works on that order: what is read next is what the removal showed, and what it left.
  const texts = ['gone', 'staying'].map((what) => holderOf(conversation, what))
  for (const text of texts) await ask(conversation, 'addNote', { order: other.no, body: { text } })
  const own = noteOf(await ask(conversation, 'getNotes', { order: other.no }), texts[0] ?? '')?.['id']
  if (typeof own !== 'string') return
  await ask(conversation, 'removeNote', { order: other.no, note: own })
  for (const operation of ['getOrder', 'getNotes']) await ask(conversation, operation, { order: other.no })
}

const noteRest = async (
  conversation: Conversation,
  order: string,
  { id, texts }: { readonly id: string; readonly texts: readonly string[] },
): Promise<void> => {
  const rest = await ask(conversation, 'getNotes', { order })
  if (!rest.accepted) return openAll(conversation, [removed, untouched], 'the notes could not be read again')
  conversation.note(
    claim(conversation, rest.exchange, {
      requirement: removed,
      holds: !listIn(rest.body, 'notes').some((note) => note['id'] === id),
      message: 'A note that was removed is still listed',
      at: '/notes',
      expected: `no note ${id}`,
      received: id,
    }),
    claim(conversation, rest.exchange, {
      requirement: untouched,
      holds: [0, 2].every((index) => noteOf(rest, texts[index] ?? '') !== undefined),
      message: 'Another note than the one removed is gone',
      at: '/notes',
      expected: 'the other two notes',
      received: listIn(rest.body, 'notes').map((note) => note['text']),
    }),
  )
}

/** The note that begins with the token of a text: what follows may have been lost. */
const noteOf = (read: ParsedReply, text: string): JsonObject | undefined => notesWith(read, text)[0]

const notesWith = ({ body }: ParsedReply, text: string): readonly JsonObject[] =>
  listIn(body, 'notes').filter((note) => typeof note['text'] === 'string' && note['text'].startsWith(text.slice(0, 14)))

const hasLink = (conversation: Conversation, order: string, { exchange, body }: ParsedReply) => {
  const notes = body['notes']
  const shown = isObject(notes) ? notes['link'] : undefined
  const leads = typeof shown === 'string' && shown.includes('/notes')
  const names = leads && [order, encodeURIComponent(order)].some((name) => shown.includes(`/${name}/`))
  return claim(conversation, exchange, {
    requirement: link,
    holds: names,
    message: leads ? 'The link to the notes names another order' : 'The order does not link to its notes',
    at: '/notes',
    expected: `an object with a link to the notes of ${order}`,
    received: notes,
    ambiguities: [leads ? 113 : 114],
  })
}
