import { contentOf } from '../../engine/call.ts'
import type { Hooks } from '../../engine/hooks.ts'
import type { Problem } from '../../engine/problem.ts'
import { requirementId } from '../operations.ts'
import { comment } from '../rules/create-order.ts'
import { placeText } from '../rules/rule.ts'
import { keyOf, spotsOf } from '../rules/spots.ts'
import { type Row, type Switch, switchesOf } from './switch.ts'

/** Orders with such a value at the place are refused, though every rule allows it. */
type Refused = {
  readonly id: string
  readonly title: string
  readonly place: readonly string[]
  readonly keyword: string
  readonly when: (value: unknown) => boolean
}

const order = (member: string): readonly string[] => ['customerOrder', member]
const item = (member: string): readonly string[] => ['customerOrder', 'items', '[]', member]
const isText = (value: unknown): value is string => typeof value === 'string'
const lengthOf = (value: unknown): number => (isText(value) ? [...value].length : 0)
const isAbsent = (value: unknown): boolean => value === undefined || value === null

const values: readonly Refused[] = [
  {
    id: 'refuses-referenceId-of-64',
    title: 'Refuses a referenceId of exactly 64 characters',
    place: ['referenceId'],
    keyword: 'maxLength',
    when: (value) => lengthOf(value) === 64,
  },
  {
    id: 'refuses-customerNotes-of-8000',
    title: 'Refuses customerNotes of exactly 8000 characters',
    place: order('customerNotes'),
    keyword: 'maxLength',
    when: (value) => lengthOf(value) === 8000,
  },
  {
    id: 'refuses-mpn-of-50',
    title: 'Refuses an mpn of exactly 50 characters',
    place: item('mpn'),
    keyword: 'maxLength',
    when: (value) => lengthOf(value) === 50,
  },
  {
    id: 'refuses-non-ascii-itemName',
    title: 'Refuses an itemName with letters beyond ASCII',
    place: item('itemName'),
    keyword: 'type',
    when: (value) => isText(value) && [...value].some((letter) => letter > '\u007f'),
  },
  {
    id: 'refuses-astral-customerNotes',
    title: 'Refuses customerNotes with characters beyond the basic plane',
    place: order('customerNotes'),
    keyword: 'type',
    when: (value) => isText(value) && [...value].some((letter) => letter.length > 1),
  },
  {
    id: 'refuses-responseTime-FiveDays',
    title: 'Refuses the responseTime FiveDays',
    place: order('responseTime'),
    keyword: 'enum',
    when: (value) => value === 'FiveDays',
  },
  {
    id: 'refuses-quantity-1',
    title: 'Refuses a quantity of 1',
    place: item('quantity'),
    keyword: 'minimum',
    when: (value) => value === 1,
  },
  {
    id: 'refuses-shippingPrice-0',
    title: 'Refuses a shippingPrice of 0',
    place: order('shippingPrice'),
    keyword: 'minimum',
    when: (value) => value === 0,
  },
  {
    id: 'refuses-leap-day',
    title: 'Refuses an orderDateUtc on February 29th',
    place: order('orderDateUtc'),
    keyword: 'format',
    when: (value) => isText(value) && value.slice(4, 10) === '-02-29',
  },
]

const optionals: readonly (readonly string[])[] = [
  ...['customerNotes', 'shippingDiscount', 'handlingFee', 'responseTime', 'poNumber', comment].map(order),
  ['referenceId'],
  item('addons'),
]

const demanded: readonly Refused[] = optionals.map((place) => {
  const name = place
    .filter((step) => step !== '[]')
    .join('.')
    .replace('\u0441', 'c')
  return {
    id: `requires-${name}`,
    title: `Refuses an order without ${name}`,
    place,
    keyword: 'optional',
    when: isAbsent,
  }
})

const refusing = ({ id, title, place, keyword, when }: Refused): Row => {
  const requirement = `createOrder/request/${placeText(place)}/${keyword}`
  const problemsWith = (body: unknown): readonly Problem[] =>
    spotsOf(place, body)
      .filter(({ value }) => when(value))
      .map(({ path }) => ({
        requirement: requirementId(requirement),
        status: 400,
        at: keyOf(path),
        message: `'${keyOf(path)}' is not valid.`,
      }))
  const finds: Hooks['finds'] = (call) => (call.operation === 'createOrder' ? problemsWith(contentOf(call)) : [])
  return { id, title, requirement, hooks: { finds } }
}

/** Valid orders that are refused, in good form. */
export const refusesValidFaults: readonly Switch[] = switchesOf('refuses-valid', [...values, ...demanded].map(refusing))
