import { expect, test } from 'vitest'
import { fragment, groupAnchor, requirementAnchor } from './anchors.ts'

test.each([
  ['shop/createOrder/request/items[]/sku', 'req-shop/createOrder/request/items[]/sku'],
  ['shop/a b\u0000\ud800', 'req-shop/a~20b~0~d800'],
])('the anchor of %j has no blanks, and its fragment decodes to it', (id, anchor) => {
  expect(requirementAnchor(id)).toBe(anchor)
  expect(decodeURIComponent(fragment(anchor).slice(1))).toBe(anchor)
})

test('a cell of the matrix is named by contract, operation and column', () => {
  expect(fragment(groupAnchor('shop', 'createOrder', '4XX'))).toBe('#cell-shop/createOrder/4XX')
})
