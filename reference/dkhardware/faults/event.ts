import { at, isObject, type Json, withAt } from '../../../core/json.ts'
import { becomes, gone, is, members, type Replies } from '../../engine/families/body.ts'
import { readsOtherwise } from '../../engine/families/reads-back.ts'
import { type Switch, switchesOf } from './switch.ts'

const events = (shape: string): Replies => ({
  shape,
  through: (change) => ({
    tells: (event) => {
      const changed = change(event)
      return isObject(changed) ? changed : event
    },
  }),
})

const secret = 'orderChanged/flow/secret'
const sent = 'orderChanged/flow/sent-for-the-order'
const ids = 'payload/orderIds'
const text = becomes(String)

/** Every event has the date of the first. */
const keepingDate = (): Switch['hooks'] => {
  let first: Json | undefined
  return {
    tells: (event) => {
      first ??= at(event, datePath)
      const kept = withAt(event, datePath, first ?? null)
      return isObject(kept) ? kept : event
    },
  }
}

const datePath = ['payload', 'date']

/** Events that are not the documented ones. */
export const eventFaults: readonly Switch[] = switchesOf('event', [
  ...members(events('orderChanged/event'), [
    ['event-of-another-name', 'The event calls itself order:changed', 'event', 'const', is('order:changed')],
    ['event-without-secret', 'The event carries no secret', 'secret', 'required', gone, [secret]],
    ['event-without-orderIds', 'The event names no orders', ids, 'required', gone, [sent]],
    ['event-with-orderIds-as-text', 'The orders of the event are a text', ids, 'type', text, [sent]],
    ['event-without-date', 'The event has no date', 'payload/date', 'required', gone],
    ['event-date-no-date', 'The date of the event is not one', 'payload/date', 'format', is('just now')],
  ]),
  ...readsOtherwise(events('orderChanged/flow'), [
    ['event-of-another-time', 'The event is dated long before', datePath, 'date', is('2023-01-20T10:45:15Z')],
    ['event-with-another-secret', 'The event carries another secret', ['secret'], 'secret', is('another-secret')],
    [
      'event-for-another-order',
      'The event names an order that was not changed',
      ['payload', 'orderIds'],
      'sent-for-the-order',
      is(['6781345']),
    ],
  ]),
  {
    id: 'event-of-the-first-time',
    title: 'Every event has the date of the first one',
    requirement: 'orderChanged/flow/date',
    hooks: keepingDate(),
  },
])
