import { expect, test } from 'vitest'
import { pooledFixtures } from './fixtures.ts'
import { loadContract } from './load.ts'
import { pinnedBy } from './pinned.ts'

const shopctrl = await loadContract('shopctrl')

test('a list is one to draw from where bodies alone hold one value of it', async () => {
  expect(pooledFixtures(shopctrl)).toEqual([
    'shopId',
    'shopOwnerId',
    'currencyId',
    'currencyCode',
    'paymentTypeId',
    'invoiceId',
  ])
  const dkhardware = pooledFixtures(await loadContract('dkhardware'))
  expect(dkhardware).toContain('productId')
  expect(dkhardware).not.toContain('userId')
  expect(pooledFixtures(await loadContract('ocapi-shop'))).not.toContain('basketId')
})

test('one value pins, and of a list of several more is tried', () => {
  const given = { shopId: '7', currencyId: ['1'], paymentTypeId: ['3', '4'], orderId: '1', other: 'x' }
  expect(pinnedBy(shopctrl, given)).toEqual([
    { fixture: 'shopId', places: ['ShopId'] },
    { fixture: 'currencyId', places: ['CurrencyId'] },
  ])
})
