import { expect, test } from 'vitest'
import { type Change, resultsForBodies } from '../../test/results-for-bodies.ts'

const refusing =
  (isRefused: (text: string) => boolean): Change =>
  (text) =>
    text.trimStart().startsWith('{') && isRefused(text) ? 'refused' : text

test('who asks for a member where another one is there is told of, though it takes the smallest request without it', async () => {
  const only = ['shopctrl/addPayment/request/PaymentDate/optional']
  expect(await resultsForBodies(only, (text) => text)).toEqual([])
  const asks = refusing((text) => !text.includes('"PaymentDate"') && /"PaymentAllocations":\s*\[\{/.test(text))
  expect(await resultsForBodies(only, asks)).toEqual([
    'warn addPayment/request/PaymentDate/optional: A request without PaymentDate is refused',
  ])
})

test('who reads no exponent is told of, whichever of the numbers it is', async () => {
  const only = ['shopctrl/addPayment/protocol/json-forms']
  expect(await resultsForBodies(only, (text) => text)).toEqual([])
  for (const name of ['Amount', 'AllocatedAmount']) {
    const results = await resultsForBodies(
      only,
      refusing((text) => withExponent(name).test(text)),
    )
    expect(results, name).toHaveLength(1)
    expect(results[0], name).toMatch(/^warn addPayment\/protocol\/json-forms: .* numbers with an exponent/)
  }
})

const withExponent = (name: string): RegExp =>
  new RegExp(`"${[...name].map((one, at) => (at === 0 ? `(${one}|\\\\u00..)` : one)).join('')}":\\s*-?[\\d.]+E`)
