import { expect, test } from 'vitest'
import { loadContract } from '../contracts/load.ts'
import type { Json } from '../core/json.ts'
import { assertFixtureForms } from './fixture-forms.ts'

const [dkhardware, crayon, shop] = await Promise.all(
  ['dkhardware', 'crayon', 'ocapi-shop'].map((id) => loadContract(id)),
)

test.each<[string, typeof dkhardware, Readonly<Record<string, Json>>, string]>([
  [
    'a list of texts in place of what stands in a header',
    dkhardware,
    { userId: ['17', '18'] },
    '--fixture userId: it is a list, where the contract has string: give one value.',
  ],
  ['a list of what stands in bodies alone', dkhardware, { productId: ['17', '18'] }, 'fine'],
  [
    'an object in place of a text',
    dkhardware,
    { orderId: { id: '17' } },
    '--fixture orderId: it is an object, where the contract has string or integer: give one value.',
  ],
  ['a text', dkhardware, { productId: '17' }, 'fine'],
  ['an object where one is wanted', crayon, { orderLine: { productId: 'a' } }, 'fine'],
  [
    'a text where an object is wanted',
    crayon,
    { orderLine: 'abc' },
    "--fixture orderLine: it is a text, where the contract has object: give JSON, as in --fixture orderLine='{…}'.",
  ],
  ['a list of what each request takes anew', shop, { basketId: ['one', 'other'] }, 'fine'],
  ['what stands in no request', dkhardware, { webhookSecret: ['any'] }, 'fine'],
])('%s', (_, contract, fixtures, expected) => {
  const tried = (): string => {
    try {
      assertFixtureForms(contract ? [contract] : [], fixtures)
      return 'fine'
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }
  expect(tried()).toBe(expected)
})
