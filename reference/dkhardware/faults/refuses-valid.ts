import { contentOf } from '../../engine/call.ts'
import { slugOf } from '../../engine/families/accepts.ts'
import {
  isAbsent,
  isAstral,
  isBeyondAscii,
  isExactly,
  isOfLength,
  refusesValues,
  type ValueRow,
} from '../../engine/families/refuses.ts'
import { contract } from '../operations.ts'
import { comment } from '../rules/create-order.ts'
import { keyOf, spotsOf } from '../rules/spots.ts'
import { type Switch, switchesOf } from './switch.ts'

const order = (member: string): readonly string[] => ['customerOrder', member]
const item = (member: string): readonly string[] => ['customerOrder', 'items', '[]', member]
const isLeapDay = (value: unknown): boolean => typeof value === 'string' && value.slice(4, 10) === '-02-29'

const isFraction = (value: unknown): boolean => typeof value === 'string' && /\.\d/.test(value)
const isOfMany = (value: unknown): boolean => Array.isArray(value) && value.length > 50

const longest = (name: string, place: readonly string[], most: number): ValueRow => [
  `refuses-${name}-of-${most}`,
  `Refuses ${name} of exactly ${most} characters`,
  place,
  'maxLength',
  isOfLength(most),
]

const [notes, name, reply] = [order('customerNotes'), item('itemName'), order('responseTime')]

const values: readonly ValueRow[] = [
  [
    'refuses-referenceId-beyond-64-bytes',
    'Refuses a referenceId of more than 64 bytes',
    ['referenceId'],
    'maxLength',
    (value) => Buffer.byteLength(String(value)) > 64 && [...String(value)].length <= 64,
  ],
  longest('referenceId', ['referenceId'], 64),
  longest('customerNotes', notes, 8000),
  longest('mpn', item('mpn'), 50),
  ['refuses-non-ascii-itemName', 'Refuses an itemName beyond ASCII', name, 'type', isBeyondAscii],
  ['refuses-astral-customerNotes', 'Refuses customerNotes beyond the basic plane', notes, 'type', isAstral],
  ['refuses-responseTime-FiveDays', 'Refuses the responseTime FiveDays', reply, 'enum', isExactly('FiveDays')],
  [
    'refuses-quantity-1',
    'Refuses a quantity of 1',
    item('quantity'),
    'minimum',
    isExactly(1),
    ['createOrder/request/customerOrder/items/type', 'createOrder/response.200/status'],
  ],
  ['refuses-shippingPrice-0', 'Refuses a shippingPrice of 0', order('shippingPrice'), 'minimum', isExactly(0)],
  ['refuses-more-than-50-items', 'Refuses an order of more than 50 items', order('items'), 'type', isOfMany],
  [
    'refuses-fractions',
    'Refuses an orderDateUtc to a fraction of a second',
    order('orderDateUtc'),
    'format',
    isFraction,
  ],
  ['refuses-leap-day', 'Refuses an orderDateUtc on February 29th', order('orderDateUtc'), 'format', isLeapDay],
]

const optionals: readonly (readonly string[])[] = [
  ...['customerNotes', 'shippingDiscount', 'handlingFee', 'responseTime', 'poNumber', comment].map(order),
  ['referenceId'],
  item('addons'),
]

const demanded = optionals.map((place): ValueRow => {
  const slug = slugOf(place).replace('\u0441', 'c')
  return [`requires-${slug}`, `Refuses an order without ${slug}`, place, 'optional', isAbsent]
})

/** Valid orders that are refused, in good form. */
export const refusesValidFaults: readonly Switch[] = switchesOf(
  'refuses-valid',
  refusesValues(
    {
      contract,
      operation: 'createOrder',
      contentOf,
      spots: spotsOf,
      refusal: ({ path }) => ({ status: 400, at: keyOf(path), message: `'${keyOf(path)}' is not valid.` }),
    },
    [...values, ...demanded],
  ),
)
