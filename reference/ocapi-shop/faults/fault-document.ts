import { drops, labelled, replies, sets, written } from './shape.ts'
import { type Switch, switchesOf } from './switch.ts'

const missing = replies('getOrder', 404)
const row = 'getOrder/error.404/OrderNotFoundException'
const shape = (facet: string): string => `getOrder/response.404/${facet}`

/** Orders that are rightly not found, told in another form than that of the fault document. */
export const faultDocumentFaults: readonly Switch[] = switchesOf('error-body', [
  {
    id: 'refusal-without-fault',
    title: 'A refusal has no fault',
    requirement: shape('fault/required'),
    also: [row],
    hooks: drops(missing, ['fault']),
  },
  {
    id: 'refusal-without-type',
    title: 'The fault of a refusal has no type',
    requirement: shape('fault/type/required'),
    also: [row],
    hooks: drops(missing, ['fault', 'type']),
  },
  {
    id: 'refusal-type-as-number',
    title: 'The type of a fault is a number',
    requirement: shape('fault/type/type'),
    also: [row],
    hooks: sets(missing, ['fault', 'type'], 404),
  },
  {
    id: 'refusal-without-message',
    title: 'The fault of a refusal has no message',
    requirement: shape('fault/message/required'),
    hooks: drops(missing, ['fault', 'message']),
  },
  {
    id: 'refusal-without-version',
    title: 'A refusal has no _v',
    requirement: shape('_v/required'),
    hooks: drops(missing, ['_v']),
  },
  {
    id: 'refusal-arguments-as-text',
    title: 'The arguments of a fault are a text',
    requirement: shape('fault/arguments/type'),
    also: [row],
    hooks: sets(missing, ['fault', 'arguments'], 'orderNumber'),
  },
  {
    id: 'refusal-is-html',
    title: 'A refusal is labelled text/html',
    requirement: shape('content-type'),
    hooks: labelled(missing, 'text/html'),
  },
  {
    id: 'refusal-is-no-json',
    title: 'A refusal is a line of text',
    requirement: shape('parses'),
    also: [row],
    hooks: written(missing, () => 'Not found'),
  },
])
