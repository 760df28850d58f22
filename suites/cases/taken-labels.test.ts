import { expect, test } from 'vitest'
import { shopctrl } from '../../reference/shopctrl/shopctrl.ts'
import { judged } from '../../test/judged.ts'

const absent = 'shopctrl/addPayment/request/Id/optional'
const malformed = 'shopctrl/addPayment/protocol/malformed-json'

/** What is told of a service that takes no text/json, and of others. */
const verdicts = async (faults: readonly string[]) => {
  const { baseUrl, token, fixtures, close } = await shopctrl.start({ faults })
  const { contracts } = await judged('shopctrl', { baseUrl, token, fixtures, only: [absent, malformed] })
  await close()
  const all = contracts.flatMap(({ requirements }) => requirements)
  return [absent, malformed].map((id) => all.find((one) => one.id === id)?.verdict)
}

test('a label that no plain body is taken under is no reason to blame what stands in the body', async () => {
  expect(await verdicts(['refuses-text-json'])).toEqual(['pass', 'pass'])
})

test('what is wrong under the other labels still shows', async () => {
  expect(await verdicts(['refuses-text-json', 'requires-Id'])).toEqual(['warn', 'pass'])
  expect(await verdicts(['refuses-text-json', 'accepts-malformed-json'])).toEqual(['pass', 'fail'])
})
