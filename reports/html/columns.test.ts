import { expect, test } from 'vitest'
import { columnOf, inOrder } from './columns.ts'

test.each([
  ['shop/createOrder/response.200/submissionId/required', 'Success'],
  ['shop/createOrder/response.204/status', 'Success'],
  ['shop/createOrder/request/items[]/sku/maxLength', 'Fields'],
  ['shop/orderChanged/event/body/required', 'Fields'],
  ['shop/createOrder/error.409/DuplicateOrder', '409'],
  ['shop/createOrder/response.4XX/parses', '4XX'],
  ['shop/createOrder/response.default/parses', 'default'],
  ['shop/createOrder/auth/missing', 'Credentials'],
  ['shop/createOrder/protocol/wrong-method', 'Protocol'],
  ['shop/createOrder/security/no-stack-trace', 'Protocol'],
  ['shop/createOrder/flow/twice', 'Flows'],
  ['shop/flow/submit/request', 'Flows'],
])('%s stands in the column %s', (id, column) => {
  expect(columnOf(id)).toBe(column)
})

test('columns that nothing stands in are left out', () => {
  expect(inOrder(['Flows', '4XX', '404', 'Success', '404', 'Protocol'])).toEqual([
    'Success',
    '404',
    '4XX',
    'Protocol',
    'Flows',
  ])
})
