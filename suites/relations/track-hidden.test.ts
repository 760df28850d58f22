import { expect, test } from 'vitest'
import { loadContract } from '../../contracts/load.ts'
import type { Exchange } from '../../core/exchange.ts'
import type { Json } from '../../core/json.ts'
import { relatedOf } from '../related.ts'

const contract = await loadContract('ocapi-shop')
const number = '4111111111111111'
const leak = 'fail addPaymentInstrument/security/hidden/payment_card/number'

/** What is told of hidden values where these bodies are sent one after the other, and an order is read in the end. */
const told = (sent: readonly Json[], shown: string, type = 'application/json') => {
  const related = relatedOf(contract, (facet) => facet)
  const exchange = (serial: number, request: Partial<Exchange['request']>, body: string): Exchange => ({
    id: `case#${serial}`,
    operation: request.body === undefined ? 'getOrder' : 'addPaymentInstrument',
    request: { method: 'GET', path: '/orders/1', headers: {}, ...request },
    outcome: { kind: 'reply', reply: { status: 200, headers: { 'content-type': type }, body, ms: 1 } },
  })
  const all = [
    ...sent.map((body, place) =>
      exchange(place, { method: 'POST', path: '/orders/1/payment_instruments', body: JSON.stringify(body) }, '{}'),
    ),
    exchange(sent.length, {}, shown),
  ]
  return all.flatMap((one) => {
    related.begin(one.id, one.operation, () => one.request)
    related.end(one)
    const { evidence } = related.judge(one)
    return evidence.map(({ verdict, requirement }) => `${verdict} ${requirement}`).filter((line) => /hidden/.test(line))
  })
}

const card = (digits: string): Json => ({ amount: 1, payment_card: { number: digits, holder: 'Zoë' } })

test.each([
  ['in JSON', `{"payment_instruments":[{"note":"${number}"}]}`, 'application/json'],
  ['in XML', `<order><note>${number}</note></order>`, 'application/xml'],
])('a card number that a later read shows is told %s', (_, shown, type) => {
  expect(told([card(number)], shown, type)).toEqual([leak])
})

test('a read that shows the last digits tells none of it', () => {
  expect(told([card(number)], '{"masked_number":"************1111"}')).toEqual([])
})

test('what is sent in a member that is not hidden, too, may be shown', () => {
  expect(told([card(number), { c_note: `card ${number}` }], `{"c_note":"card ${number}"}`)).toEqual([])
})

test('what is wrapped on purpose is still hidden', () => {
  expect(told([card(number), [card(number)]], `{"note":"${number}"}`)).toEqual([leak])
})

test.each(['937', '000000000000'])('%s may stand in a reply by chance', (digits) => {
  expect(told([card(digits)], `{"note":"${digits}"}`)).toEqual([])
})
