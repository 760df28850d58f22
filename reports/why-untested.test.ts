import { expect, test } from 'vitest'
import { sampleRequirement } from '../test/sample-run.ts'
import { seenPlaces, whyUntested } from './why-untested.ts'

const looked = [
  'shop/getOrder/response.200/body/type',
  'shop/getOrder/response.200/order_no/type',
  'shop/getOrder/response.200/notes/required',
  'shop/getOrder/response.200/card/number/not',
  'shop/getOrder/response.200/payments/type',
  'shop/getOrder/response.200/items/type',
  'shop/getOrder/response.200/items[]/type',
  'shop/getOrder/response.400/body/type',
]
const seen = seenPlaces(looked.map((id) => sampleRequirement(id)))
const reply = { kind: 'reply', how: 'checks each reply' } as const
const why = (facet: string, operation = 'getOrder'): string =>
  whyUntested(sampleRequirement(`shop/${operation}/${facet}`, { operation, testedBy: reply }), { seen })

const seed = 'seed the target with data that has it, and give it with --fixture'

test.each([
  ['response.200/total/type', `total never appeared in a 200 response: ${seed}`],
  ['response.200/payments[]/amount/type', `payments[] never appeared in a 200 response: ${seed}`],
  ['response.200/items[]/addons[]/price/type', `items[]/addons never appeared in a 200 response: ${seed}`],
  ['response.200/notes/link/type', `notes never appeared in a 200 response: ${seed}`],
  ['response.200/card/number/type', `card never appeared in a 200 response: ${seed}`],
  [
    'response.200/order_no/format',
    'no 200 response had the field as text, and its format is a rule of text only: nothing to do if the field may be a number',
  ],
  [
    'response.404/fault/type',
    'no 404 response was received: set the target up so that it sends one, and give what that needs with --fixture',
  ],
  ['security/hidden/account/number', 'no exchange showed it: give the values that its requests need with --fixture'],
])('%s: %s', (facet, reason) => {
  expect(why(facet)).toBe(reason)
})

test('what one operation shows says nothing of another, whose id may hold a stroke', () => {
  expect(why('response.200/order_no/type', 'get /orders')).toMatch(/^no 200 response was received/)
  const own = seenPlaces([sampleRequirement('shop/get /orders/response.200/body/type', { operation: 'get /orders' })])
  const one = sampleRequirement('shop/get /orders/response.200/id/type', { operation: 'get /orders', testedBy: reply })
  expect(whyUntested(one, { seen: own })).toBe(`id never appeared in a 200 response: ${seed}`)
})

test('a fixture is called for only where no reply of the status was seen', () => {
  const needing = (status: string) =>
    whyUntested(
      sampleRequirement(`shop/getOrder/response.${status}/fault/type`, {
        testedBy: reply,
        fixtures: ['foreignOrderNo'],
      }),
      { seen },
    )
  expect([needing('400'), needing('500')]).toEqual([
    'fault never appeared in a 400 response: have the target send it in such a refusal',
    'no 500 response was received: give --fixture foreignOrderNo=…, with a value that leads to it',
  ])
})

test('a run that tried little says so, and what tries more', () => {
  const one = sampleRequirement('shop/createOrder/request/note/minLength', {
    testedBy: { kind: 'violation', how: 'breaks it' },
  })
  expect(whyUntested(one, { seen, depth: 'quick' })).toBe(
    'no request could be made that breaks this rule and no other (at --depth quick; --depth default tries more)',
  )
  const never = sampleRequirement('shop/createOrder/x', { testedBy: { kind: 'nothing', how: 'a fault inside' } })
  expect(whyUntested(never, { seen, depth: 'quick' })).toBe('a fault inside')
})

test('what no case can try says why', () => {
  const one = sampleRequirement('shop/createOrder/request/errors[]/code/optional', {
    testedBy: { kind: 'acceptance', how: 'leaves it out', unless: 'nobody promises it' },
  })
  expect(whyUntested(one, { seen })).toBe('nobody promises it')
})

test('what a fixture gives whole is named, where requests hold it as it is', () => {
  const pinned = [{ fixture: 'orderLine', places: ['lines[]'] }]
  const whyOf = (facet: string): string =>
    whyUntested(
      sampleRequirement(`shop/createOrder/request/${facet}`, {
        operation: 'createOrder',
        testedBy: { kind: 'acceptance', how: 'leaves it out' },
      }),
      { seen, pinned },
    )
  expect(whyOf('lines[]/tags/owner/optional')).toBe(
    'requests hold what --fixture orderLine gives, as it is: give it a list of values, some with this field and some without',
  )
  expect(whyOf('note/optional')).toBe('no request was sent that would show it')
})
