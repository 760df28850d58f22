import { expect, test } from 'vitest'
import { loadContract } from '../contracts/load.ts'
import type { Json } from '../core/json.ts'
import type { Report } from '../core/report.ts'
import type { RunSpec } from '../core/run-spec.ts'
import type { Verdict } from '../core/verdict.ts'
import { buildReport } from '../reports/build.ts'
import { runCases } from '../suites/run-cases.ts'
import { type Flavour, startSecondOcapiShop } from './servers/ocapi-shop.ts'

const contract = await loadContract('ocapi-shop')

const faultyBaskets = [
  'GiftCertificateCreation',
  'InvalidProductItem',
  'InvalidProductOptionItem',
  'InvalidProductOptionValueItem',
  'ProductItemNotAvailable',
  'InvalidCustomer',
  'Validation',
]

/** Every switch of the second server; all of them are fair, and neighbours alone exclude each other. */
const switches = [
  ...['gzip', 'chunked', 'reasonPhrases', 'cacheHeadersMinimal', 'created201', 'delete204', 'pathAliases'],
  ...['openWithoutToken', 'putWithoutUser', 'anyCallerAllowed', 'foreignReadableByOAuth'],
  ...['notFoundNames', 'patchOrderNotFound', 'noFaultArguments', 'typedFaultArguments', 'stringFaultArguments'],
  ...['otherMessages', 'noteNotFoundAsOrder', 'instrumentDelete404', 'missingCardProperty'],
  ...['longOrderNo404', 'longOrderNo400', 'extraMembers', 'minimalOrder', 'instrumentIdAsId', 'shipmentIdAsId'],
  ...['maskedNames', 'fixedStars', 'localizedObjects', 'noTypeMembers', 'typeMembers', 'datesWithMillis'],
  ...['notesAsSampled', 'flashMembers', 'allMethods', 'noResourceState', 'stateOnInstrumentDelete'],
  ...['resourceStateConflict412', 'noLockCheck', 'constraintsRelaxed', 'lenientTypes', 'laxBooleans'],
  ...['ignoresUnknownMembers', 'rejectsUnknownMembers', 'patchIgnoresOtherFields', 'patchRejectsOtherFields'],
  ...['ignoresBodyVersion', 'rejectsEmptyNote', 'monthChecked', 'validatesIgnored', 'patchNeedsCard'],
  ...['singleInstrumentPlaces', 'transitionsFree', 'undoCancel', 'sameStatusFails', 'statusCaseInsensitive'],
  ...['maskedInstrument'],
] as const

/** Two at a time, from the two halves of the list: a run takes long. */
const half = Math.ceil(switches.length / 2)
const pairs = switches.slice(0, half).map((one, place) => [one, ...switches.slice(half + place, half + place + 1)])

const flavours: readonly (readonly [string, Flavour])[] = [
  ['as it is', {}],
  ...pairs.map((pair): readonly [string, Flavour] => [
    pair.join(' and '),
    Object.fromEntries(pair.map((name) => [name, true])),
  ]),
  ['without xml', { xmlSupported: false }],
  ['that never places', { placesOrder: false }],
  ['with lower-case statuses in faults', { upperCaseStatusArguments: false }],
  ['with tokens it knows', { tokens: ['second-token'] }],
  ["that forbids others' orders", { foreignOrder: 'forbidden' }],
  ["that knows others' orders", { foreignOrder: 'invalidCustomer' }],
  [
    'that holds the widest reading throughout',
    {
      created201: true,
      delete204: true,
      notFoundNames: true,
      noFaultArguments: true,
      instrumentIdAsId: true,
      maskedNames: true,
      datesWithMillis: true,
      extraMembers: true,
      noLockCheck: true,
      constraintsRelaxed: true,
      transitionsFree: true,
      patchIgnoresOtherFields: true,
      placesOrder: false,
      xmlSupported: false,
    },
  ],
]

type Given = 'everything' | 'baskets only' | 'an order only' | 'one basket'

const reportOf = async (flavour: Flavour, given: Given = 'everything'): Promise<Report> => {
  const shop = await startSecondOcapiShop(flavour)
  const all: Readonly<Record<string, Json>> = {
    orderNo: shop.orderNo,
    foreignOrderNo: shop.foreignOrderNo,
    paymentMethodId: 'CREDIT_CARD',
    customerPaymentInstrumentId: 'customer-card-1',
    ...Object.fromEntries(
      faultyBaskets.map((type) => [`basketWithFault.${type}Exception`, shop.newBasket(`${type}Exception`)]),
    ),
  }
  const baskets = Array.from({ length: 200 }, () => shop.newBasket())
  const spec: RunSpec = {
    contract: contract.id,
    target: { baseUrl: shop.baseUrl, token: 'second-token', headers: {}, timeoutMs: 5_000, concurrency: 16 },
    seed: 7,
    tag: 'second',
    runs: 16,
    only: [],
    level: 'may',
    reading: 'lenient',
    allow: ['write', 'concurrent'],
    fixtures: {
      ...(given === 'everything' ? all : {}),
      ...(given === 'an order only' ? { orderNo: shop.orderNo } : {}),
      ...(given === 'one basket' ? { basketId: shop.newBasket() } : {}),
    },
    ...(given === 'everything' || given === 'baskets only'
      ? { supplies: { basketId: { kind: 'list', values: baskets } } }
      : {}),
    settleMs: 1_000,
  }
  try {
    const { results, counts, errors } = await runCases(spec, contract)
    return buildReport({ version: '0', seed: 7, startedAt: new Date(0), durationMs: 0, interrupted: false }, [
      {
        id: contract.id,
        title: contract.title,
        digest: contract.digest,
        target: shop.baseUrl,
        requirements: contract.requirements,
        results,
        counts,
        errors,
        settings: {
          contract: contract.id,
          tag: spec.tag,
          runs: spec.runs,
          reading: 'lenient',
          timeoutMs: spec.target.timeoutMs,
          settleMs: spec.settleMs,
          headers: {},
          fixtures: {},
          authenticated: true,
        },
      },
    ])
  } finally {
    await shop.close()
  }
}

/** What a report says at the given verdicts, a line each. */
const linesAt = ({ contracts }: Report, wanted: readonly Verdict[]): readonly string[] =>
  contracts.flatMap(({ requirements, errors }) => [
    ...errors,
    ...requirements
      .filter(({ verdict }) => wanted.includes(verdict))
      .map(({ verdict, id, reason, findings: [first] }) =>
        [`${verdict} ${id}`, reason, first && `${first.message} (${first.ambiguities.join()}): ${first.received}`]
          .filter((part) => part !== undefined)
          .join(' | '),
      ),
  ])

test.each(flavours)(
  'a second shop %s is never failed',
  async (name, flavour) => {
    const report = await reportOf(flavour)
    if (process.env['ASSAY_SHOW'])
      console.log(
        name,
        report.run.requests,
        report.run.outcome,
        linesAt(report, ['fail', 'error', 'warn', 'inconclusive']),
      )
    expect(linesAt(report, ['fail', 'error'])).toEqual([])
  },
  180_000,
)

test.each<Given>(['baskets only', 'an order only', 'one basket'])(
  'nor where only some fixtures are given: %s',
  async (given) => {
    const report = await reportOf({}, given)
    if (process.env['ASSAY_SHOW'])
      console.log(
        given,
        report.run.requests,
        report.run.outcome,
        linesAt(report, ['fail', 'error', 'warn', 'inconclusive']).length,
        linesAt(report, ['fail', 'error', 'warn', 'inconclusive']).slice(0, 25),
      )
    expect(linesAt(report, ['fail', 'error'])).toEqual([])
  },
  180_000,
)
