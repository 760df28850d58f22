import { expect, test } from 'vitest'
import { fixturesOf, standInOf } from './fixtures.ts'
import { loadContract } from './load.ts'

const standIns = async (name: string) => {
  const { operations } = await loadContract(name)
  return Object.fromEntries(operations.flatMap((one) => fixturesOf(one).map((name) => [name, standInOf(one, name)])))
}

test('in place of a fixture stands the sample of the documents, or nothing where no request needs the member', async () => {
  expect(Object.values(await standIns('dkhardware'))).toEqual(Array(7).fill('sample'))
  expect(await standIns('crayon')).toEqual({
    resellerCustomerId: 'sample',
    orderLine: 'sample',
    countryCode: 'left out',
    adminAccount: 'left out',
    invoiceProfileId: 'left out',
    scheduledPurchaseDate: 'left out',
  })
})

test('where the documents show no value, one is made up', async () => {
  expect(await standIns('example-orders')).toEqual({ orderId: 'made up', openOrderId: 'made up' })
})
