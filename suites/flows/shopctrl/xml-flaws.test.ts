import { describe, expect, test } from 'vitest'
import { type Change, resultsForXml } from '../../../test/results-for-bodies.ts'

/** What passes over the flaws that a pattern finds, in bodies of one label. */
const passingOver =
  (label: string, flaw: RegExp, sound: string): Change =>
  (text, { headers }) =>
    Object.entries(headers).some(([name, value]) => /^content-type$/i.test(name) && value.startsWith(label))
      ? text.replaceAll(flaw, sound)
      : text

const labels = ['application/xml', 'text/xml']

describe('what breaks a rule in XML breaks it', () => {
  test('for a fair service', async () => {
    expect(await resultsForXml(['shopctrl/addPayment/request/**'], (text) => text)).toEqual([])
  })

  test.each(labels)('under the label %s alone', async (label) => {
    const results = await resultsForXml(
      ['shopctrl/addPayment/request/Amount/*'],
      passingOver(label, /<Amount>(?!\d+(?:\.\d+)?<)(?:(?!<\/Amount>).)*</gs, '<Amount>1<'),
    )
    expect(results).toContainEqual(expect.stringMatching(/^fail .*Amount in XML: .* is accepted$/))
  })

  test('in the last element of a list alone', async () => {
    const last =
      /(<\/PaymentAllocations>\s*<PaymentAllocations>(?:(?!<\/PaymentAllocations>).)*<InvoiceId>)[^<]*[^<\d][^<]*</gs
    const results = await resultsForXml(
      ['shopctrl/addPayment/request/PaymentAllocations[]/InvoiceId/**'],
      passingOver('text/xml', last, '$11<'),
    )
    expect(results.length).toBeGreaterThan(0)
  })
})
