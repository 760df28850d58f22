import { gone, is, members, repliesWhen } from '../../engine/families/body.ts'
import { garbles, mislabels } from '../../engine/families/label.ts'
import { replies } from './shape.ts'
import { type Switch, switchesOf } from './switch.ts'

const missing = replies('getOrder', 404)
const row = ['getOrder/error.404/OrderNotFoundException']
const shape = 'getOrder/response.404'

/** Orders that are rightly not found, told in another form than that of the fault document. */
export const faultDocumentFaults: readonly Switch[] = switchesOf('error-body', [
  ...members(repliesWhen(shape, missing), [
    ['refusal-without-fault', 'A refusal has no fault', 'fault', 'required', gone, row],
    ['refusal-without-type', 'The fault of a refusal has no type', 'fault/type', 'required', gone, row],
    ['refusal-type-as-number', 'The type of a fault is a number', 'fault/type', 'type', is(404), row],
    ['refusal-without-message', 'The fault of a refusal has no message', 'fault/message', 'required', gone],
    ['refusal-without-version', 'A refusal has no _v', '_v', 'required', gone],
    ['refusal-arguments-as-text', 'The arguments are a text', 'fault/arguments', 'type', is('orderNumber'), row],
  ]),
  ...mislabels([
    { id: 'refusal-is-html', title: 'A refusal is labelled text/html', shape, when: missing, type: 'text/html' },
  ]),
  ...garbles([
    {
      id: 'refusal-is-no-json',
      title: 'A refusal is a line of text',
      shape,
      when: missing,
      also: row,
      text: 'Not found',
    },
  ]),
])
