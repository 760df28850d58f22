import { describe, expect, test } from 'vitest'
import { type Change, resultsForXml } from '../../test/results-for-bodies.ts'

const types = ['shopctrl/addPayment/request/**/type']
const same: Change = (text) => text

describe('null in XML, of what is taken as null in JSON', () => {
  test('is taken by a fair service', async () => {
    expect(await resultsForXml(types, same)).toEqual([])
  })

  test('is warned of where it is refused, at each member and at one alone', async () => {
    const all = await resultsForXml(types, (text) => (text.includes('nil=') ? 'refused' : text))
    expect(all).toContain(
      'warn addPayment/request/Note/type: A valid value at Note, null as application/xml while null is taken as application/json, is refused',
    )
    expect(all.length).toBeGreaterThan(3)
    const one = await resultsForXml(types, (text) => (/<ImportSource[^>]*nil=/.test(text) ? 'refused' : text))
    expect(one).toEqual([
      'warn addPayment/request/ImportSource/type: A valid value at ImportSource, null as application/xml while null is taken as application/json, is refused',
    ])
  })
})

describe('characters beyond U+FFFF written as references', () => {
  const only = ['shopctrl/addPayment/protocol/xml-forms', 'shopctrl/flow/round-trip/*']

  test('are read by a fair service', async () => {
    expect(await resultsForXml(only, same)).toEqual([])
  })

  test('are told where they are refused, and where another character is read', async () => {
    const astral = /&#(?:x[12][\da-f]{4}|1\d{5});/gi
    const isAstral = (text: string) => text.search(astral) >= 0
    expect(await resultsForXml(only, (text) => (isAstral(text) ? 'refused' : text))).toEqual([
      'warn addPayment/protocol/xml-forms: A valid request with characters beyond U+FFFF written as references is refused',
    ])
    const cut = await resultsForXml(only, (text) => text.replaceAll(astral, '?'))
    expect(cut).toEqual(['fail flow/round-trip/Note: Note does not come back as it was sent'])
  })
})

describe('a bound that is met in XML', () => {
  const only = ['shopctrl/addPayment/request/AccountNumber/maxLength']

  test('is taken by a fair service', async () => {
    expect(await resultsForXml(only, same)).toEqual([])
  })

  test('is told of where it is refused, and taken in JSON', async () => {
    const refused = await resultsForXml(only, (text) => (/<AccountNumber>\w{50}</.test(text) ? 'refused' : text))
    expect(refused).toEqual(
      ['application/xml', 'text/xml'].map(
        (label) =>
          `fail addPayment/request/AccountNumber/maxLength: A valid value at AccountNumber, as ${label}, is refused`,
      ),
    )
  })
})
