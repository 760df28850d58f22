import { at, withAt } from '../../../core/json.ts'
import type { Call } from '../../engine/call.ts'
import { becomes, type Change, changedAt, gone, is, stepsOf } from '../../engine/families/body.ts'
import { derived } from '../../engine/families/derived.ts'
import { answersWith, bodyWith } from '../../engine/shape.ts'
import { overlooking } from '../../engine/switch.ts'
import { formatOf } from '../call.ts'
import { contract, type OperationId, requirementId } from '../operations.ts'
import type { Slip } from '../slips.ts'
import { toXml } from '../xml.ts'
import { replies } from './shape.ts'
import { type Row, type Switch, slipping, switchesOf } from './switch.ts'

const inXml =
  (operation: OperationId) =>
  (...[answer, call]: Parameters<ReturnType<typeof replies>>): boolean =>
    replies(operation)(answer, call) && formatOf(call) === 'xml'

const first = becomes((value) => (Array.isArray(value) ? value.slice(0, 1) : value))
const shorter = becomes((value) => (Array.isArray(value) ? value.slice(1) : value))
const rounded = becomes((value) => (typeof value === 'number' ? Math.round(value + 0.6) : value))
const inDigits = becomes((value) => (value === true ? '1' : value === false ? '0' : value))
const plain = becomes((value) => String(value).replace(/[^\x20-\x7e]|[<>&']/g, '?'))
const lower = becomes((value) => String(value).toLowerCase())
const early = becomes((value) => String(value).slice(0, 10))

/** What the reply in XML has otherwise than the one in JSON. */
const leftOut: readonly (readonly [
  id: string,
  title: string,
  operation: OperationId,
  place: string,
  change: Change,
])[] = [
  [
    'drops-a-nested-amount',
    'has no amounts of applied discounts',
    'getOrder',
    'order_price_adjustments[]/applied_discount/amount',
    gone,
  ],
  ['drops-custom-properties', 'has no custom properties of items', 'getOrder', 'product_items[]/c_strValue', gone],
  ['collapses-a-list', 'has the first item only', 'getOrder', 'product_items', first],
  ['writes-null', 'writes the word null where there is none', 'getOrder', 'product_items[]/tax_class_id', is('null')],
  [
    'writes-booleans-in-digits',
    'writes booleans as digits',
    'getOrder',
    'product_items[]/bonus_product_line_item',
    inDigits,
  ],
  ['rounds-a-rate', 'rounds the rates of taxes', 'getOrder', 'product_items[]/tax_rate', rounded],
  ['cuts-dates', 'tells days only', 'getOrder', 'order_price_adjustments[]/creation_date', early],
  ['submits-with-another-total', 'rounds the total', 'submitBasket', 'order_total', rounded],
  ['submits-without-shipments', 'has one shipment less', 'submitBasketWithOrderNo', 'shipments', shorter],
  ['updates-lose-a-letter', 'has question marks for signs', 'updateOrder', 'c_strValue', plain],
  ['notes-lose-the-customer', 'has no email of the customer', 'addNote', 'customer_info/email', gone],
  ['removals-lose-the-address', 'has no city', 'removeNote', 'billing_address/city', gone],
  ['lists-no-authors', 'has no authors of notes', 'getNotes', 'notes[]/created_by', gone],
  ['instruments-lose-their-card', 'has no cards', 'addPaymentInstrument', 'payment_instruments[]/payment_card', gone],
  [
    'instruments-whisper',
    'has other names of methods',
    'updatePaymentInstrument',
    'payment_instruments[]/payment_method_id',
    lower,
  ],
  [
    'instruments-lose-a-month',
    'has no month',
    'removePaymentInstrument',
    'payment_instruments[]/payment_card/expiration_month',
    gone,
  ],
  [
    'shows-whole-numbers',
    'has whole numbers of cards where the masked ones stood',
    'getOrder',
    'payment_instruments[]/payment_card/masked_number',
    is('4111111111111111'),
  ],
  [
    'methods-lose-card-lengths',
    'has one length of cards',
    'getPaymentMethods',
    'applicable_payment_methods[]/cards[]/number_lengths',
    first,
  ],
]

const numberHidden = 'addPaymentInstrument/security/hidden/payment_card/number'

const sayings: readonly Row[] = leftOut.map(([id, title, operation, place, change]) =>
  derived('body', {
    id: `xml-${id}`,
    title: `The reply of ${operation} in XML ${title}`,
    requirement: `${operation}/format/xml-reply`,
    ...(id === 'shows-whole-numbers' ? { also: [numberHidden] } : {}),
    hooks: bodyWith(inXml(operation), (body) => changedAt(body, stepsOf(place), change)),
  }),
)

/** What becomes of the text of an order in XML. */
const written: readonly (readonly [id: string, title: string, facet: string, change: (text: string) => string])[] = [
  [
    'renames-elements',
    'calls prices of items costs',
    'xml-reply',
    (text) => text.replace(/(<\/?)base_price>/g, '$1base_cost>'),
  ],
  [
    'hints-at-texts',
    'says that amounts are texts',
    'xml-reply',
    (text) => text.replaceAll('<order_total>', '<order_total xsi:type="xs:string">'),
  ],
  ['loses-references', 'has nothing where a sign was escaped', 'xml-reply', (text) => text.replace(/&\w+;/g, '')],
  ['escapes-twice', 'escapes signs twice', 'xml-reply', (text) => text.replaceAll('&amp;', '&amp;amp;')],
  ['is-empty', 'is a root with nothing in it', 'xml-reply', (text) => text.replace(/^<(\w+)>.*$/s, '<$1/>')],
  ['escapes-nothing', 'escapes no signs', 'xml', (text) => text.replaceAll('&amp;', '&')],
]

const writings: readonly Row[] = written.map(([id, title, facet, change]) => ({
  id: `xml-${id}`,
  title: `An order that is read in XML ${title}`,
  requirement: `getOrder/format/${facet}`,
  hooks: answersWith(inXml('getOrder'), (answer) => ({
    ...answer,
    text: change(toXml(String(at(answer.body, ['_type']) ?? 'document'), answer.body)),
  })),
}))

const refusesInXml = (answer: { readonly status: number }, call: Call): boolean =>
  call.operation === 'getOrder' && answer.status === 404 && formatOf(call) === 'xml'

/** What a refusal in XML is. */
const refusals: readonly Row[] = [
  {
    id: 'xml-faults-are-json',
    title: 'A fault that is labelled XML is JSON',
    requirement: 'getOrder/format/xml',
    hooks: answersWith(refusesInXml, (answer) => ({ ...answer, text: JSON.stringify(answer.body) })),
  },
  {
    id: 'xml-faults-are-of-another-type',
    title: 'A fault in XML is of another type than in JSON',
    requirement: 'getOrder/format/xml-reply',
    hooks: bodyWith(refusesInXml, (body) => withAt(body, ['fault', 'type'], 'ServerException')),
  },
]

/** What is read of a body in XML. */
const heard: readonly (readonly [slip: Slip, title: string, operation: OperationId, also?: OperationId])[] = [
  ['custom properties in XML are overlooked', 'Custom properties of an update in XML are overlooked', 'updateOrder'],
  ['notes in XML have no subject', 'The subject of a note in XML is overlooked', 'addNote'],
  ['digits in XML are numbers', 'A text of digits in XML loses the zeros it begins with', 'addNote'],
  ['texts in XML end at a sign', 'A text in XML is read up to its first sign that is escaped', 'addNote'],
  [
    'cards in XML have no holder',
    'The holder of a card in XML is overlooked',
    'addPaymentInstrument',
    'updatePaymentInstrument',
  ],
  [
    'amounts in XML are whole',
    'Of an amount in XML the cents are dropped',
    'updatePaymentInstrument',
    'addPaymentInstrument',
  ],
]

const hearings: readonly Row[] = heard.map(([slip, title, operation, also]) => ({
  id: slip.toLowerCase().replaceAll(' ', '-'),
  title,
  requirement: `${operation}/format/xml-request`,
  ...(also ? { also: [`${also}/format/xml-request`] } : {}),
  hooks: slipping(slip),
}))

const spelled: readonly Row[] = [
  {
    id: 'json-by-name-is-short',
    title: 'Who asks for JSON by name is told no items',
    requirement: 'getOrder/format/json',
    also: ['flow/order/reads-are-stable'],
    hooks: bodyWith(
      (answer, call) => replies('getOrder')(answer, call) && call.query.get('format') === 'json',
      (body) => changedAt(body, ['product_items'], first),
    ),
  },
  {
    id: 'labelled-reads-are-short',
    title: 'A read that carries a Content-Type is told no custom properties',
    requirement: 'getOrder/format/labelled',
    also: ['flow/order/reads-are-stable'],
    hooks: bodyWith(
      (answer, call) => replies('getOrder')(answer, call) && call.headers.get('content-type') !== null,
      (body) => changedAt(body, ['c_textValue'], gone),
    ),
  },
]

/** Who stands at the door reads JSON only. */
const unguarded: readonly Row[] = (['addNote', 'getPaymentMethods'] as const).map((operation) => ({
  id: `${operation}-in-xml-is-open-to-all`,
  title: `${operation} in XML needs no credentials`,
  requirement: `${operation}/auth/missing`,
  hooks: {
    overlooks: (broken: string, call: Call) =>
      broken === requirementId(`${operation}/auth/missing`) && formatOf(call) === 'xml',
  },
}))

const loose: readonly Row[] = (['addNote', 'addPaymentInstrument'] as const).map((operation) => ({
  id: `${operation}-in-xml-is-not-looked-at`,
  title: `${operation} takes what is no XML`,
  requirement: `${operation}/format/xml`,
  hooks: overlooking(contract, `${operation}/format/xml`),
}))

/** What is checked of a body in JSON is not checked of one in XML. */
const unchecked: readonly Row[] = (
  [
    ['addNote', 'request/subject/maxLength'],
    ['addNote', 'request/text/maxLength'],
    ['addPaymentInstrument', 'request/payment_card/valid_from_month/minimum'],
    ['updatePaymentInstrument', 'request/payment_card/expiration_year/type'],
    ['submitBasket', 'request/basket_id/minLength'],
  ] as const
).map(([operation, facet]) =>
  derived('ignores', {
    id: `${operation}-in-xml-breaks-${facet.split('/').slice(1).join('-')}`,
    title: `${operation} in XML is not held to ${facet.split('/').slice(1).join('/')}`,
    requirement: `${operation}/${facet}`,
    hooks: {
      overlooks: (broken: string, call: Call) =>
        broken === requirementId(`${operation}/${facet}`) && formatOf(call) === 'xml',
    },
  }),
)

/** Not all that XML 1.0 lets be written is read. */
const unread: readonly Row[] = [
  {
    id: 'cards-in-cdata-are-refused',
    title: 'A payment instrument in XML with CDATA in it is refused',
    requirement: 'addPaymentInstrument/format/xml',
    hooks: {
      finds: (call: Call) =>
        call.operation === 'addPaymentInstrument' && call.text.includes('<![CDATA[')
          ? [{ requirement: requirementId('addPaymentInstrument/format/xml'), status: 400, type: 'BodyDecoding' }]
          : [],
    },
  },
]

/** What is said in another form than JSON, or asked for in another way, and is not the same. */
export const xmlFaults: readonly Switch[] = switchesOf('reply', [
  ...sayings,
  ...writings,
  ...refusals,
  ...hearings,
  ...spelled,
  ...unguarded,
  ...unread,
  ...loose,
  ...unchecked,
])
