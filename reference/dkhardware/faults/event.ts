import { at, type Json, type JsonObject, type Path, withAt, without } from '../../../core/json.ts'
import type { Hooks } from '../../engine/hooks.ts'
import { type Switch, switchesOf } from './switch.ts'

const orderIds: Path = ['payload', 'orderIds']
const sent = 'orderChanged/flow/sent-for-the-order'
const shape = (facet: string): string => `orderChanged/event/${facet}`
const tells = (change: (event: JsonObject) => Json): Pick<Hooks, 'tells'> => ({
  // Every change below leaves an object an object.
  tells: (event) => change(event) as JsonObject,
})
const holds = (path: Path, value: Json) => tells((event) => withAt(event, path, value))
const lacks = (path: Path) => tells((event) => without(event, path))

/** Events that are not the documented ones. */
export const eventFaults: readonly Switch[] = switchesOf('event', [
  {
    id: 'event-of-another-name',
    title: 'The event calls itself order:changed',
    requirement: shape('event/const'),
    hooks: holds(['event'], 'order:changed'),
  },
  {
    id: 'event-with-another-secret',
    title: "The event carries a secret that is not the subscription's",
    requirement: 'orderChanged/flow/secret',
    hooks: holds(['secret'], 'another-secret'),
  },
  {
    id: 'event-without-secret',
    title: 'The event carries no secret',
    requirement: shape('secret/required'),
    also: ['orderChanged/flow/secret'],
    hooks: lacks(['secret']),
  },
  {
    id: 'event-without-orderIds',
    title: 'The event names no orders',
    requirement: shape('payload/orderIds/required'),
    also: [sent],
    hooks: lacks(orderIds),
  },
  {
    id: 'event-with-orderIds-as-text',
    title: 'The orders of the event are a text',
    requirement: shape('payload/orderIds/type'),
    also: [sent],
    hooks: tells((event) => withAt(event, orderIds, String(at(event, orderIds)))),
  },
  {
    id: 'event-without-date',
    title: 'The event has no date',
    requirement: shape('payload/date/required'),
    hooks: lacks(['payload', 'date']),
  },
  {
    id: 'event-date-no-date',
    title: 'The date of the event is not one',
    requirement: shape('payload/date/format'),
    hooks: holds(['payload', 'date'], 'just now'),
  },
  {
    id: 'event-for-another-order',
    title: 'The event names an order that was not changed',
    requirement: sent,
    hooks: holds(orderIds, ['6781345']),
  },
])
