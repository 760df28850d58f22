import { objectOf } from '../call.ts'
import { notesDocument, orderDocument } from '../documents.ts'
import { type Note, nextId } from '../order.ts'
import { type Act, change, conflict, found } from './act.ts'

export const addNote: Act = (service, call) => {
  const { hooks } = service
  const asked = found(service, call)
  if ('refusal' in asked) return asked
  const { order } = asked
  const refusal = conflict(service, call, order)
  if (refusal) return { refusal }
  const { subject, text } = objectOf(call)
  if (hooks.slips('the third note is refused') && order.notes.length >= 2)
    return { refusal: { status: 400, type: 'PropertyConstraintViolation' } }
  const isEmpty = typeof subject !== 'string' && typeof text !== 'string'
  if (isEmpty && hooks.slips('empty notes crash')) return { refusal: { status: 500, type: 'InternalServerError' } }
  const note: Note = {
    id: nextId(typeof subject !== 'string' && hooks.slips('notes share an id') ? { ...order, added: -1 } : order),
    ...(typeof subject === 'string' ? { subject } : {}),
    ...(typeof text === 'string' ? { text: hooks.slips('notes lose their text') ? text.slice(0, 20) : text } : {}),
  }
  const isLost =
    hooks.slips('notes are lost') ||
    (hooks.slips('the third note is dropped') && order.notes.length % 3 === 2) ||
    (hooks.slips('a note told again is one') && order.notes.some((one) => isAlike(one, note)))
  const changed = change(service, {
    ...order,
    status: order.status === 'new' && hooks.slips('notes unplace orders') ? 'created' : order.status,
    notes: isLost ? order.notes : [...order.notes, note],
    added: order.added + 1,
  })
  const fades = hooks.slips('custom properties fade') && text === order.custom['c_strValue']
  const custom = fades ? {} : changed.custom
  service.state.keep({ ...changed, custom })
  return { document: orderDocument(changed) }
}

const isAlike = (one: Note, other: Note): boolean => one.text === other.text && one.subject === other.subject

export const getNotes: Act = (service, call) => {
  const asked = found(service, call)
  return 'order' in asked ? { document: notesDocument(asked.order) } : asked
}

export const removeNote: Act = (service, call) => {
  const { hooks } = service
  const asked = found(service, call)
  if ('refusal' in asked) return asked
  const { order } = asked
  const noteId = call.parameters['note_id'] ?? ''
  const index = order.notes.findIndex(({ id }) => id === noteId)
  if (index < 0) {
    const message = `The note '${noteId}' could not be found.`
    return { refusal: { status: 404, type: 'NoteNotFound', details: { noteId }, message } }
  }
  const refusal = conflict(service, call, order)
  if (refusal) return { refusal }
  const isStory = ({ text }: Note): boolean => text?.startsWith('Assay ') === true
  const takesMore = hooks.slips('notes go together') && order.notes.slice(index, index + 1).some(isStory)
  const goes = (note: Note, at: number): boolean =>
    (at === index && !hooks.slips('notes stay')) || (at > index && takesMore && isStory(note))
  return {
    document: orderDocument(change(service, { ...order, notes: order.notes.filter((note, at) => !goes(note, at)) })),
  }
}
