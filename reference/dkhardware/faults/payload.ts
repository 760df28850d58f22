import { itemMembers } from './reads-back.ts'
import { sets, shown } from './shape.ts'
import { type Row, type Switch, switchesOf } from './switch.ts'

const shape = (facet: string): string => `getOrderStatus/response.200/payload/${facet}`

const rows: readonly Row[] = [
  {
    id: 'payload-is-text',
    title: 'The payload is a text',
    requirement: shape('type'),
    also: ['flow/submission-lifecycle/payload-when-created'],
    hooks: sets(shown, ['payload'], 'order'),
  },
  {
    id: 'payload-items-no-array',
    title: 'The items of the payload are an object',
    requirement: shape('items/type'),
    also: ['flow/round-trip/items', ...itemMembers.map((member) => `flow/round-trip/items[]/${member}`)],
    hooks: sets(shown, ['payload', 'items'], {}),
  },
  {
    id: 'payload-total-boolean',
    title: 'The total of the payload is true',
    requirement: shape('total/type'),
    also: ['flow/round-trip/total'],
    hooks: sets(shown, ['payload', 'total'], true),
  },
  {
    id: 'payload-createdAt-no-date',
    title: 'The payload was created on the ninth of August',
    requirement: shape('createdAt/format'),
    also: ['flow/round-trip/createdAt'],
    hooks: sets(shown, ['payload', 'createdAt'], 'the ninth of August'),
  },
  {
    id: 'payload-currency-too-long',
    title: 'The currency of the payload has more than 10 characters',
    requirement: shape('currency/maxLength'),
    also: ['flow/round-trip/currency'],
    hooks: sets(shown, ['payload', 'currency'], 'US American dollars'),
  },
  {
    id: 'payload-notes-no-array',
    title: 'The notes of the payload are a text',
    requirement: shape('notes/type'),
    hooks: sets(shown, ['payload', 'notes'], 'Additional comments'),
  },
  {
    id: 'payload-note-of-unknown-type',
    title: 'A note of the payload has an action type that is not listed',
    requirement: shape('notes[]/actionTypeCode/enum'),
    hooks: sets(shown, ['payload', 'notes', 0, 'actionTypeCode'], 'Telegram'),
  },
]

export const payloadFaults: readonly Switch[] = switchesOf('reply', rows)
