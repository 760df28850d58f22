import { expect, test } from 'vitest'
import { judged, linesAt } from './judged.ts'
import {
  type Flavour,
  shopctrlCurrencyCode,
  shopctrlFlavours,
  shopctrlOrderId,
  shopctrlPassword,
  shopctrlPaymentTypeId,
  shopctrlShopId,
  shopctrlToken,
  shopctrlUser,
  startSecondShopCtrl,
} from './servers/shopctrl.ts'

const fixtures = {
  orderId: String(shopctrlOrderId),
  shopOwnerId: '2',
  currencyId: '4',
  currencyCode: shopctrlCurrencyCode,
  invoiceId: '1',
  shopId: String(shopctrlShopId),
  paymentTypeId: String(shopctrlPaymentTypeId),
}

const basic = `Basic ${Buffer.from(`${shopctrlUser}:${shopctrlPassword}`).toString('base64')}`

const verdictsOf = async (flavour: Flavour) => {
  const { baseUrl, close } = await startSecondShopCtrl(flavour)
  const credentials = flavour.basicOnly ? { headers: { Authorization: basic } } : { token: shopctrlToken }
  try {
    return await judged('shopctrl', { baseUrl, ...credentials, fixtures })
  } finally {
    await close()
  }
}

test.each(['', ...shopctrlFlavours])(
  'a fair server is never failed: %s',
  async (name) => {
    const report = await verdictsOf(name === '' ? {} : { [name]: true })
    expect(linesAt(report, ['fail', 'error'])).toEqual([])
    expect(report.run.outcome).toBe('conformant')
  },
  60_000,
)
