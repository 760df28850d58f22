import { expect, test } from 'vitest'
import { ocapiShop } from '../../reference/ocapi-shop/ocapi-shop.ts'
import { judged } from '../../test/judged.ts'

const subject = 'addNote/request/subject/maxLength'
const basket = 'submitBasket/request/basket_id/minLength'
const month = 'addPaymentInstrument/request/payment_card/valid_from_month/minimum'

/** What becomes of a requirement, with the ambiguities of what was found and whether that was sent in XML. */
const found = async (requirement: string, faults: readonly string[]) => {
  const { baseUrl, token, fixtures, close } = await ocapiShop.start({ faults })
  const only = [`ocapi-shop/${requirement}`]
  const { contracts } = await judged('ocapi-shop', { baseUrl, token, fixtures, only })
  await close()
  const one = contracts.flatMap(({ requirements }) => requirements).find(({ id }) => id === only[0])
  const [finding] = one?.findings ?? []
  return {
    verdict: one?.verdict,
    ...(finding ? { inXml: finding.message.includes('sent in XML'), open: finding.ambiguities } : {}),
  }
}

test.each([subject, basket, month])('who holds bodies in XML to %s passes', async (requirement) => {
  expect(await found(requirement, [])).toEqual({ verdict: 'pass' })
})

test.each([
  ['addNote-in-xml-breaks-subject-maxLength', subject, 'warn'],
  ['submitBasket-in-xml-breaks-basket_id-minLength', basket, 'fail'],
  ['addPaymentInstrument-in-xml-breaks-payment_card-valid_from_month-minimum', month, 'warn'],
])('%s shows at a body in XML', async (fault, requirement, verdict) => {
  expect(await found(requirement, [fault])).toEqual({ verdict, inXml: true, open: [] })
})

test('who refuses no flaw of a note in XML may read another form of it', async () => {
  const faults = ['addNote-in-xml-breaks-subject-maxLength', 'addNote-in-xml-breaks-text-maxLength']
  expect(await found(subject, faults)).toEqual({ verdict: 'warn', inXml: true, open: [128] })
})
