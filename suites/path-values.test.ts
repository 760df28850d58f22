import { expect, test } from 'vitest'
import type { Operation } from '../contracts/contract.ts'
import { pathValues } from './path-values.ts'

const operation = { id: 'read', path: '/orders/{order_no}/notes/{note_id}' } as Operation

test.each([
  ['/orders/1/notes/2', { order_no: '1', note_id: '2' }],
  ['/orders/a%2Fb/notes/%C3%BC?x=1', { order_no: 'a/b', note_id: 'ü' }],
  ['/orders/%/notes/2', { order_no: '%', note_id: '2' }],
  ['/orders/1', {}],
  ['/orders/1/notes/2/3', {}],
])('%s', (path, expected) => {
  expect(pathValues(operation, { method: 'GET', path, headers: {} })).toEqual(expected)
})
