// A server that reads the documents otherwise is never failed for it, and the report says in words which reading it holds.
import { describe, expect, test } from 'vitest'
import { loadContract } from '../contracts/load.ts'
import type { Report } from '../core/report.ts'
import { reportOn } from './harness.ts'
import { judged } from './judged.ts'
import { specFor } from './reference-spec.ts'
import * as dkhardware from './servers/dkhardware.ts'
import * as shopctrl from './servers/shopctrl.ts'

/** `16 orderId is a number`, of the wide readings only. */
const wideIn = ({ contracts }: Report): readonly string[] =>
  contracts
    .flatMap(({ readings = [] }) => readings)
    .filter(({ reading }) => reading === 'wide')
    .map(({ ambiguity, text }) => `${ambiguity} ${text}`)

const dkContract = await loadContract('dkhardware')

const dkReadings = async (flavour: dkhardware.Flavour): Promise<readonly string[]> => {
  const server = await dkhardware.startSecondDkHardware(flavour)
  const target = { baseUrl: server.baseUrl, token: 'any-token', headers: {}, timeoutMs: 5_000, concurrency: 16 }
  const { payableOrderId: orderId, cancelledOrderId } = dkhardware
  try {
    const spec = specFor('dkhardware', target, { fixtures: { orderId, cancelledOrderId } })
    return wideIn(await reportOn(spec, dkContract))
  } finally {
    await server.close()
  }
}

const shopctrlReadings = async (flavour: shopctrl.Flavour): Promise<readonly string[]> => {
  const { baseUrl, close } = await shopctrl.startSecondShopCtrl(flavour)
  const fixtures = { orderId: String(shopctrl.shopctrlOrderId), shopOwnerId: '2', currencyId: '4' }
  try {
    return wideIn(await judged('shopctrl', { baseUrl, token: shopctrl.shopctrlToken, fixtures }))
  } finally {
    await close()
  }
}

describe('DK Hardware', async () => {
  const usual = await dkReadings({})

  test.each<[keyof dkhardware.Flavour, readonly string[]]>([
    ['acceptsTrailingCommas', ['2 a trailing comma is taken']],
    ['defaultsTaxAndDiscount', ['5 tax and discount may be left out']],
    ['positiveDiscountsInPayload', ['8 discounts come back as posted']],
    ['recalculatesUnitCost', ['9 unitCost comes back recalculated']],
    ['numericOrderId', ['16 orderId is a number']],
    ['caseInsensitiveNames', ['18 SubmissionId is read as submissionId']],
    ['unknownSubmissionFailed', []],
    ['errorsAbsentUnlessFailed', ['22 members of a status may be missing']],
    ['payloadAsArray', ['24 payload is a list']],
    ['createdAtWithoutZone', ['27 dates of the payload have no zone']],
    ['requiresAddresses', ['30 addresses are required']],
    ['emptyItemsAccepted', ['31 an order may have no items']],
    ['openWithoutToken', ['37 calls need no token']],
    ['requiresAllContextHeaders', ['38 all context headers are required']],
    ['sync409Duplicates', ['42 a used referenceId is refused at once']],
    ['traceIdNotUuid', ['44 traceId is any text']],
    ['problemJson', ['46 errors are application/problem+json']],
    ['accepted202', ['47 success is 202']],
  ])('%s', async (flavour, expected) => {
    const readings = await dkReadings({ [flavour]: true })
    expect(readings.filter((one) => !usual.includes(one))).toEqual(expected)
  })
})

describe('ShopCtrl', async () => {
  const usual = await shopctrlReadings({})

  test.each<[keyof shopctrl.Flavour, readonly string[]]>([
    ['idIgnored', ['173 an Id other than 0 is taken']],
    ['idRequired', ['175 Id must be sent']],
    ['allocationFieldsRequired', ['178 OrderId and AllocatedAmount are required']],
    ['positiveAmountOnly', ['182 not every amount is taken as it was sent']],
    ['paymentDateRequired', ['184 PaymentDate must be sent']],
    ['dateOnlyAccepted', ['185 a date may lack its time or its offset']],
    ['created201', ['186 success is 201']],
    ['unknownOrder400', ['189 an impossible order is another client error']],
    ['truncatesLongStrings', ['190 longer texts are cut, or some characters count for more than one']],
    ['xmlAnyOrder', ['193 elements stand in another order']],
    ['alwaysJson', ['195 replies follow another rule than Accept']],
    ['rejectsUnknownMembers', ['196 unknown members are refused']],
    ['caseInsensitiveNames', ['197 members in another case are taken']],
  ])('%s', async (flavour, expected) => {
    const readings = await shopctrlReadings({ [flavour]: true })
    expect(readings.filter((one) => !usual.includes(one))).toEqual(expected)
  })
})
