import type { Json } from '../../../core/json.ts'
import { becomes, gone, is, members, repliesWhen } from '../../engine/families/body.ts'
import { garbles, mislabels } from '../../engine/families/label.ts'
import { digitsOf } from '../../engine/ids.ts'
import { itemMembers } from './reads-back.ts'
import { replies, shown, shows } from './shape.ts'
import { type Switch, switchesOf } from './switch.ts'

const created = replies('createOrder', 200)
const refused = replies('createOrder', 400)
const shape = { created: 'createOrder/response.200', refused: 'createOrder/response.400' }
const unknown = ['flow/submission-lifecycle/submission-is-known']
const differ = 'flow/submission-lifecycle/submissions-differ'
const namesTheField = ['createOrder/error.400/names-the-field']

const number = becomes((id) => Number(digitsOf(12, String(id))))
const long = becomes((id) => `${id}-${'0'.repeat(30)}`)
const withNumber = becomes((errors) => (Array.isArray(errors) ? [...errors, 42] : errors))
const trip = (...names: readonly string[]): readonly string[] => names.map((name) => `flow/round-trip/${name}`)
const noItems = trip('items', ...itemMembers.map((member) => `items[]/${member}`))

const inCreated = members(repliesWhen(shape.created, created), [
  ['drops-submissionId', 'A taken order gets no submissionId', 'submissionId', 'required', gone, unknown],
  ['numeric-submissionId', 'The submissionId is a number', 'submissionId', 'type', number, unknown],
  ['empty-submissionId', 'The submissionId is empty', 'submissionId', 'minLength', is(''), [...unknown, differ]],
  ['long-submissionId', 'The submissionId is longer than may be asked for', 'submissionId', 'maxLength', long, unknown],
])

const inPaid = members(repliesWhen('requestPayment/response.200', replies('requestPayment', 200)), [
  ['payment-answers-list', 'A taken payment request gets an array', 'body', 'type', becomes((body) => [body]), unknown],
])

const status = 'getOrderStatus/response.200'
const accepted = repliesWhen(status, shows('Accepted'))

const inStatus = [
  ...members(repliesWhen(status, shows('Processing')), [
    ['unknown-status-word', 'A submission in processing stands at InProgress', 'status', 'enum', is('InProgress')],
  ]),
  ...members(accepted, [
    ['drops-status', 'A submission that was just accepted has no status', 'status', 'required', gone],
    ['boolean-orderId', 'The orderId of a submission that was just accepted is true', 'orderId', 'type', is(true)],
    ['text-errors', 'The errors of a submission that was just accepted are a text', 'errors', 'type', is('')],
  ]),
  ...members(repliesWhen(status, shows('Accepted', 'createOrder')), [
    ['boolean-referenceId', 'The referenceId of an accepted submission is false', 'referenceId', 'type', is(false)],
  ]),
]

const numericError = members({ ...repliesWhen(status, shows('Failed')), shape: status }, [
  ['numeric-error', 'The errors of a failed submission end with a number', 'errors', 'type', withNumber],
]).map((row) => ({ ...row, requirement: `${status}/errors[]/type` }))

const payload = (name: string): string => `payload/${name}`
const words = 'the ninth of August'
const currency = 'US American dollars'

const inPayload = members(repliesWhen(status, shown), [
  [
    'payload-is-text',
    'The payload is a text',
    'payload',
    'type',
    is('order'),
    ['flow/submission-lifecycle/payload-when-created'],
  ],
  ['payload-items-no-array', 'The items of the payload are an object', payload('items'), 'type', is({}), noItems],
  ['payload-total-boolean', 'The total of the payload is true', payload('total'), 'type', is(true), trip('total')],
  [
    'payload-createdAt-no-date',
    `The payload was created on ${words}`,
    payload('createdAt'),
    'format',
    is(words),
    trip('createdAt'),
  ],
  [
    'payload-currency-too-long',
    'The currency is too long',
    payload('currency'),
    'maxLength',
    is(currency),
    trip('currency'),
  ],
  ['payload-notes-no-array', 'The notes of the payload are a text', payload('notes'), 'type', is('Comments')],
  [
    'payload-note-of-unknown-type',
    'A note of the payload has an action type that is not listed',
    payload('notes[]/actionTypeCode'),
    'enum',
    is('Telegram'),
  ],
])

/** Orders that are rightly refused, with a body that is not the documented one. */
const inRefusal = members(repliesWhen(shape.refused, refused), [
  ['error-title-other', 'The title of a refusal is another', 'title', 'const', is('Bad request.')],
  ['error-title-missing', 'A refusal has no title', 'title', 'required', gone],
  ['error-status-500', 'The status in the body of a refusal is 500', 'status', 'const', is(500)],
  ['error-traceId-missing', 'A refusal has no traceId', 'traceId', 'required', gone],
  ['error-traceId-number', 'The traceId of a refusal is a number', 'traceId', 'type', is(17)],
  ['errors-missing', 'A refusal has no errors', 'errors', 'required', gone, namesTheField],
  ['errors-empty', 'The errors of a refusal are empty', 'errors', 'minProperties', is({}), namesTheField],
  ['errors-not-in-arrays', 'The errors are texts in place of arrays', 'errors/*', 'type', becomes(String)],
  ['errors-without-messages', 'The errors of a refusal hold empty arrays', 'errors/*', 'minItems', is([])],
  ['errors-of-numbers', 'The errors hold numbers in place of messages', 'errors/*[]', 'type', is(400)],
])

const otherField: Json = { field: ["'field' is not valid."] }
const naming = members({ ...repliesWhen('', refused) }, [
  ['errors-name-another-field', 'A refusal names a field that was not broken', 'errors', '', is(otherField)],
]).map((row) => ({ ...row, requirement: 'createOrder/error.400/names-the-field' }))

/** Replies that are not of the documented form. */
export const replyFaults: readonly Switch[] = [
  ...switchesOf('reply', [
    ...inCreated,
    ...mislabels([
      {
        id: 'create-answers-html',
        title: 'The reply to a taken order is labelled text/html',
        shape: shape.created,
        when: created,
        type: 'text/html',
      },
    ]),
    ...garbles([
      {
        id: 'create-answers-no-json',
        title: 'The reply to a taken order has a comma too many',
        shape: shape.created,
        when: created,
        also: unknown,
        text: (text) => text.replace(/}$/, ',}'),
      },
    ]),
    ...inPaid,
    ...inStatus,
    ...numericError,
    ...inPayload,
  ]),
  ...switchesOf('error-body', [
    ...inRefusal,
    ...naming,
    ...mislabels([
      {
        id: 'refusal-is-html',
        title: 'A refusal is labelled text/html',
        shape: shape.refused,
        when: refused,
        type: 'text/html',
      },
    ]),
    ...garbles([
      {
        id: 'refusal-is-no-json',
        title: 'A refusal is a line of text',
        shape: shape.refused,
        when: refused,
        also: namesTheField,
        text: 'One or more validation errors occurred.',
      },
    ]),
  ]),
]
