import type { Json, JsonObject } from '../../../core/json.ts'
import { bodyWith, replies, type When } from './shape.ts'
import { type Row, type Switch, switchesOf } from './switch.ts'

/** The reply with each element of a list as `change` has it. */
const each = (when: When, list: string, change: (element: JsonObject) => Json) =>
  bodyWith(when, (body) => ({ ...body, [list]: (body[list] as readonly JsonObject[]).map(change) }))

const added = replies('addPaymentInstrument')
const methods = replies('getPaymentMethods')

const typeAt = (place: string): Pick<Row, 'requirement' | 'also'> => ({
  requirement: `${place}/_type/type`,
  also: [`${place}/_type/const`],
})

const rows: readonly Row[] = [
  {
    id: 'instrument-type-is-a-number',
    title: 'The _type of a payment instrument in the reply to adding it is 7',
    ...typeAt('addPaymentInstrument/response.200/payment_instruments[]'),
    hooks: each(added, 'payment_instruments', (one) => ({ ...one, _type: 7 })),
  },
  {
    id: 'card-type-is-a-number',
    title: 'The _type of a card in the reply to adding it is 7',
    ...typeAt('addPaymentInstrument/response.200/payment_instruments[]/payment_card'),
    hooks: each(added, 'payment_instruments', (one) =>
      one['payment_card'] ? { ...one, payment_card: { ...(one['payment_card'] as JsonObject), _type: 7 } } : one,
    ),
  },
  {
    id: 'method-type-is-a-number',
    title: 'The _type of a payment method is 7',
    ...typeAt('getPaymentMethods/response.200/applicable_payment_methods[]'),
    hooks: each(methods, 'applicable_payment_methods', (one) => ({ ...one, _type: 7 })),
  },
  {
    id: 'card-spec-type-is-a-number',
    title: 'The _type of a card that a payment method takes is 7',
    ...typeAt('getPaymentMethods/response.200/applicable_payment_methods[]/cards[]'),
    hooks: each(methods, 'applicable_payment_methods', (one) => ({
      ...one,
      ...(one['cards']
        ? { cards: (one['cards'] as readonly JsonObject[]).map((card) => ({ ...card, _type: 7 })) }
        : {}),
    })),
  },
]

/** Documents inside a reply that say they are something else. */
export const nestedTypeFaults: readonly Switch[] = switchesOf('reply', rows)
