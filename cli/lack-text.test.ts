import { expect, test } from 'vitest'
import { lackText } from './lack-text.ts'

test('what stands in place of a fixture is told as it is: a sample, a made-up value, or nothing', () => {
  const one = { name: 'orderId', untested: 0, operations: ['readOrder'] }
  expect(lackText({ ...one, standIn: 'sample' })).toBe(
    "orderId is not given: readOrder sends the documents' own sample value in its place, which the target may refuse",
  )
  expect(lackText({ ...one, untested: 1, standIn: 'made up' })).toBe(
    'orderId is not given: 1 requirement stays untested; readOrder sends a made-up value in its place, which the target may refuse',
  )
  expect(lackText({ ...one, operations: ['readOrder', 'payOrder'], standIn: 'left out' })).toBe(
    'orderId is not given: readOrder, payOrder leave it out',
  )
})

test('events that nobody listens for are no fixture', () => {
  expect(lackText({ name: 'webhook', untested: 17, operations: [] })).toBe(
    'events are not received: 17 requirements stay untested',
  )
})
