import { expect, test } from 'vitest'
import { service as crayon } from './crayon/crayon.ts'
import { service as dkhardware } from './dkhardware/dkhardware.ts'
import { service as ocapiShop } from './ocapi-shop/ocapi-shop.ts'
import { references } from './references.ts'
import { service as shopctrl } from './shopctrl/shopctrl.ts'

const catalogues = [crayon, dkhardware, ocapiShop, shopctrl].map(({ contract, switches }) => ({
  contract,
  derived: switches.filter(({ family }) => family !== undefined).length / switches.length,
}))

test('every catalogue is looked at', () => {
  expect(catalogues.map(({ contract }) => contract)).toEqual(
    expect.arrayContaining(references.map((one) => one.contract)),
  )
})

test.each(catalogues)('of the faults of $contract at least 15 in 20 are derived by a family', ({ derived }) => {
  expect(derived).toBeGreaterThanOrEqual(0.75)
})
