import { describe, expect, test } from 'vitest'
import { freePort } from '../cli/free-port.ts'
import { loadContract } from '../contracts/load.ts'
import type { Report } from '../core/report.ts'
import { reportOn } from './harness.ts'
import { specFor } from './reference-spec.ts'
import { cancelledOrderId, type Flavour, payableOrderId, startSecondDkHardware } from './servers/dkhardware.ts'

const contract = await loadContract('dkhardware')

const secret = 'second-secret'

const reportOnFlavour = async (flavour: Flavour): Promise<Report> => {
  const port = await freePort()
  const server = await startSecondDkHardware({
    webhookUrl: `http://127.0.0.1:${port}/`,
    webhookSecret: secret,
    ...flavour,
  })
  const target = { baseUrl: server.baseUrl, token: 'any-token', headers: {}, timeoutMs: 5_000, concurrency: 16 }
  try {
    return await reportOn(
      specFor('dkhardware', target, {
        fixtures: { orderId: payableOrderId, cancelledOrderId, webhookSecret: secret },
        webhook: { port, waitMs: 1_000 },
      }),
      contract,
    )
  } finally {
    await server.close()
  }
}

/** What the harness holds against a server, in a form that tells a reader all. */
const blamed = ({ contracts }: Report): readonly string[] =>
  contracts.flatMap(({ errors, requirements }) => [
    ...errors,
    ...requirements
      .filter(({ verdict }) => verdict === 'fail' || verdict === 'error')
      .map(
        ({ id, verdict, reason, findings: [first] }) =>
          `${verdict} ${id}: ${reason ?? `${first?.message}; expected ${first?.expected}; received ${first?.received}`}`,
      ),
  ])

/** Every flavour with a value that switches it on. */
const flavours: Required<Omit<Flavour, 'webhookUrl' | 'webhookSecret'>> = {
  gzip: true,
  chunked: true,
  slow: true,
  charset: true,
  problemJson: true,
  frameworkStatuses: true,
  statusNever400: true,
  openWithoutToken: true,
  userIdMissing401: true,
  requiresAllContextHeaders: true,
  acceptsTrailingCommas: true,
  acceptsNumericStrings: true,
  caseInsensitiveNames: true,
  rejectsUnknownMembers: true,
  lenientRequired: true,
  defaultsTaxAndDiscount: true,
  emptyItemsAccepted: true,
  requiresAddresses: true,
  zeroUnitCostIsEmpty: true,
  strictMoney: true,
  quantityAtLeastOne: true,
  contiguousLinePositions: true,
  orderDateMustEndInZ: true,
  dictionaries: true,
  checksTotal: true,
  linkedPageRules: true,
  ordersNumericOnly: true,
  pascalCaseErrorKeys: true,
  prefixedErrorKeys: true,
  traceIdNotUuid: true,
  sync409Duplicates: true,
  systemErrorFor: payableOrderId,
  accepted202: true,
  noApiStatus: true,
  slowProcessing: true,
  statusMembersAbsentUntilDone: true,
  minimalStatus: true,
  allMembersAlways: true,
  errorsAbsentUnlessFailed: true,
  errorsEmptyUnlessFailed: true,
  numericOrderId: true,
  statusValidation400: true,
  unknownSubmission404: true,
  unknownSubmission400: true,
  unknownSubmissionFailed: true,
  extraMembers: true,
  payloadMinimal: true,
  payloadAsArray: true,
  positiveDiscountsInPayload: true,
  serverAssignedItemIds: true,
  recalculatesUnitCost: true,
  completesAddress: true,
  createdAtWithoutZone: true,
}

/** Its requests for payment all end in a documented system error, so that call cannot be judged. */
const incomplete: readonly string[] = ['systemErrorFor']

describe('dkhardware: nothing is held against a second server', () => {
  test('that does what the tables and examples say', async () => {
    const report = await reportOnFlavour({})
    expect(blamed(report)).toEqual([])
    expect(report.run.outcome).toBe('conformant')
  })

  test.each(Object.entries(flavours))('that holds another reading: %s', async (name, value) => {
    const report = await reportOnFlavour({ [name]: value })
    expect(blamed(report)).toEqual([])
    expect(report.run.outcome).toBe(incomplete.includes(name) ? 'incomplete' : 'conformant')
    // Most of the contract was seen kept: the run was no empty one.
    expect(report.contracts[0]?.summary.must.pass).toBeGreaterThanOrEqual(200)
  })

  test('whose status call says Failed of whatever is broken is told which reading it holds', async () => {
    const { contracts } = await reportOnFlavour({ statusNever400: true })
    const broken = [
      'protocol/empty-body',
      'protocol/malformed-json',
      'protocol/truncated-json',
      'request/header.User-Id/required',
    ]
    const verdicts = broken.map((facet) => {
      const found = contracts[0]?.requirements.find(({ id }) => id === `dkhardware/getOrderStatus/${facet}`)
      return [facet, found?.verdict, found?.findings[0]?.ambiguities]
    })
    expect(verdicts).toEqual(broken.map((facet) => [facet, 'warn', [20]]))
  })
})
