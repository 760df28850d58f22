import { describe, expect, test } from 'vitest'
import { loadContract } from '../contracts/load.ts'
import type { Report } from '../core/report.ts'
import { referenceFor } from '../reference/references.ts'
import { reportOn } from './harness.ts'
import { specFor } from './reference-spec.ts'
import { type Mutate, mutateJson, startMutatingProxy, type Value } from './servers/mutating-proxy.ts'

const runAgainst = async (id: string, mutate: Mutate, only: readonly string[]): Promise<Report> => {
  const [contract, reference] = [await loadContract(id), referenceFor(id)]
  if (!reference) throw new Error(`There is no reference for ${id}.`)
  const running = await reference.start()
  const proxy = await startMutatingProxy(running.baseUrl, mutate)
  const target = { baseUrl: proxy.baseUrl, token: running.token, headers: {}, timeoutMs: 5_000, concurrency: 8 }
  try {
    const report = await reportOn(specFor(id, target, { fixtures: running.fixtures, only }), contract)
    expect(report.contracts[0]?.errors).toEqual([])
    return report
  } finally {
    await proxy.close()
    await running.close()
  }
}

/** The requirements with a finding, without the contract's name. */
const found = ({ contracts }: Report): readonly string[] =>
  contracts.flatMap(({ id, requirements }) =>
    requirements
      .filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
      .map((one) => `${one.verdict} ${one.id.slice(id.length + 1)}`),
  )

const passes = ({ contracts }: Report): readonly string[] =>
  contracts.flatMap(({ id, requirements }) =>
    requirements.filter(({ verdict }) => verdict === 'pass').map((one) => one.id.slice(id.length + 1)),
  )

type Case = readonly [what: string, requirement: string, mutate: Mutate]

const payload = (change: (payload: Value) => Value): Mutate =>
  mutateJson((body) => (body?.payload ? { ...body, payload: change(body.payload) } : body))

const items = (change: (item: Value) => Value): Mutate => payload((one) => ({ ...one, items: one.items.map(change) }))

const gone =
  (...members: readonly string[]) =>
  (value: Value): Value =>
    Object.fromEntries(Object.entries(value).filter(([name]) => !members.includes(name)))

const dkhardware: readonly Case[] = [
  ['an empty billing address', 'fail flow/round-trip/billing', payload((one) => ({ ...one, billing: {} }))],
  ['an empty shipping address', 'fail flow/round-trip/shipping', payload((one) => ({ ...one, shipping: {} }))],
  [
    'a billing address without the city',
    'fail flow/round-trip/billing',
    payload((one) => ({ ...one, billing: gone('city')(one.billing) })),
  ],
  ['no billing address', 'warn flow/round-trip/billing', payload(gone('billing'))],
  ['another poNumber', 'warn flow/round-trip/poNumber', payload((one) => ({ ...one, poNumber: 'other' }))],
  [
    'another payment method',
    'warn flow/round-trip/paymentMethodCode',
    payload((one) => ({ ...one, paymentMethod: { id: '9', code: 'cash', name: 'Cash' } })),
  ],
  [
    'other add-ons',
    'warn flow/round-trip/items[]/addons[]/code',
    items((item) => ({ ...item, addons: item.addons?.map((addon: Value) => ({ ...addon, code: 'other' })) ?? null })),
  ],
  [
    'one add-on less',
    'warn flow/round-trip/items[]/addons',
    items((item) => ({ ...item, addons: item.addons?.slice(1) ?? null })),
  ],
  ['another currency', 'warn flow/round-trip/currency', payload((one) => ({ ...one, currency: 'EUR' }))],
  [
    'another creator',
    'warn flow/round-trip/createdBy.id',
    payload((one) => ({ ...one, createdBy: { id: '1', name: 'Nobody' } })),
  ],
  [
    'a creation in 1970',
    'warn flow/round-trip/createdAt',
    payload((one) => ({ ...one, createdAt: '1970-01-01T00:00:00Z' })),
  ],
]

const dkhardwareOnly = ['dkhardware/flow/round-trip/**', 'dkhardware/flow/defaults/**']

describe('dkhardware', () => {
  test.each(dkhardware)('a payload with %s is %s', async (_, requirement, mutate) => {
    const report = await runAgainst('dkhardware', mutate, dkhardwareOnly)
    expect(found(report)).toContain(requirement)
  })

  test('a payload as it was posted keeps every relation', async () => {
    const report = await runAgainst('dkhardware', ({ reply }) => reply, dkhardwareOnly)
    expect(found(report)).toEqual([])
    const all = passes(report).filter((id) => /^flow\/(?:round-trip|defaults)\//.test(id))
    expect(all.length).toBeGreaterThanOrEqual(36)
  })

  test('a payload without what was posted keeps nothing', async () => {
    const report = await runAgainst(
      'dkhardware',
      payload(({ orderId }) => ({ orderId })),
      dkhardwareOnly,
    )
    // That the order and its status tell of no other one is still seen.
    expect(passes(report).filter((id) => id.startsWith('flow/round-trip/'))).toEqual([
      'flow/round-trip/order-id',
      'flow/round-trip/own-order-only',
    ])
  })
})

const shows = ({ path, reply }: { readonly path: string; readonly reply: { readonly status: number } }): boolean =>
  reply.status === 200 && /\/orders(?:\/|$|\?)/.test(path)

/** Changes the order wherever it is read; with `everywhere`, also where a write answers with it. */
const order = (change: (order: Value) => Value, everywhere = false): Mutate =>
  mutateJson((body, passed) =>
    shows(passed) && body?.order_no && (everywhere || (passed.method === 'GET' && !/notes|methods/.test(passed.path)))
      ? change(body)
      : body,
  )

const instruments = (change: (instrument: Value) => Value, everywhere = false): Mutate =>
  order((one) => ({ ...one, payment_instruments: one.payment_instruments.map(change) }), everywhere)

const linksTo =
  (no: string) =>
  (one: Value): Value =>
    one.notes?.link === undefined
      ? one
      : { ...one, notes: { ...one.notes, link: one.notes.link.replace(/orders\/[^/]+/, `orders/${no}`) } }

let methodReads = 0

const readsBack = 'fail flow/submit/order-reads-back'

const ocapi: readonly Case[] = [
  [
    'other products',
    readsBack,
    order((one) => ({ ...one, product_items: one.product_items.map((item: Value) => ({ ...item, product_id: 'x' })) })),
  ],
  [
    'a quantity of 0',
    readsBack,
    order((one) => ({ ...one, product_items: one.product_items.map((item: Value) => ({ ...item, quantity: 0 })) })),
  ],
  [
    'another billing address',
    readsBack,
    order((one) => ({ ...one, billing_address: { ...one.billing_address, city: 'Elsewhere' } })),
  ],
  [
    'other shipments',
    readsBack,
    order((one) => ({
      ...one,
      shipments: one.shipments.map((shipment: Value) => ({ ...shipment, shipping_address: { city: 'Elsewhere' } })),
    })),
  ],
  [
    'another customer',
    readsBack,
    order((one) => ({ ...one, customer_info: { customer_no: 'x', email: 'x@example.com' } })),
  ],
  ['other totals', readsBack, order((one) => ({ ...one, order_total: 1, tax_total: 0 }))],
  ['no products', readsBack, order(gone('product_items'))],
  [
    'no billing address, which the sample does not show either',
    'warn flow/submit/order-reads-back',
    order(gone('billing_address')),
  ],
  [
    'instruments without amount and method',
    'fail flow/instruments/order-reads-back',
    instruments(gone('amount', 'payment_method_id')),
  ],
  [
    'instruments without amount and method in every reply',
    'fail flow/instruments/amount-kept',
    instruments(gone('amount', 'payment_method_id'), true),
  ],
  ['updated instruments without amount', 'fail flow/instruments/updated', instruments(gone('amount'), true)],
  [
    'stored instruments of another amount',
    'fail flow/instruments/stored/amount',
    instruments((one) => (one.payment_card?.holder === 'Jeff Lebowski' ? { ...one, amount: 77.77 } : one), true),
  ],
  [
    'another type of card',
    'fail flow/instruments/added/payment_card.card_type',
    instruments((one) => ({ ...one, payment_card: { ...one.payment_card, card_type: 'Master' } }), true),
  ],
  [
    'another expiry of a card',
    'fail flow/instruments/added/payment_card.expiration_year',
    instruments((one) => ({ ...one, payment_card: { ...one.payment_card, expiration_year: 2001 } }), true),
  ],
  [
    'notes of another subject',
    'fail flow/notes/subject-kept',
    mutateJson((body, { path }) =>
      /\/notes$/.test(path) && Array.isArray(body?.notes)
        ? { ...body, notes: body.notes.map((note: Value) => ({ ...note, subject: 'other' })) }
        : body,
    ),
  ],
  [
    'notes of which each has a twin',
    'warn flow/notes/reads-are-stable',
    mutateJson((body, { path }) =>
      /\/notes$/.test(path) && Array.isArray(body?.notes)
        ? { ...body, notes: body.notes.flatMap((note: Value) => [note, { ...note, id: `${note.id}-twin` }]) }
        : body,
    ),
  ],
  ['a link to the notes of another order', 'warn flow/notes/link', order(linksTo('00009999'), true)],
  [
    'its products in another order',
    'warn flow/submit/order-reads-back',
    order((one) => ({ ...one, product_items: one.product_items.toReversed() })),
  ],
  [
    'a stored custom property rounded',
    'fail flow/update/custom-properties',
    order(
      (one) => (one.c_assayNumber === undefined ? one : { ...one, c_assayNumber: Math.round(one.c_assayNumber) }),
      true,
    ),
  ],
  [
    'cards that lose their holder by an update of the amount',
    'warn flow/instruments/partial-update',
    order(
      (one) => ({
        ...one,
        payment_instruments: one.payment_instruments.map((each: Value) =>
          each.amount === 0.17 ? { ...each, payment_card: gone('holder')(each.payment_card) } : each,
        ),
      }),
      true,
    ),
  ],
  [
    'payment methods that are called otherwise each time',
    'warn flow/methods/reads-are-stable',
    mutateJson((body) => {
      if (!Array.isArray(body?.applicable_payment_methods)) return body
      methodReads += 1
      const renamed = (method: Value) => ({ ...method, name: `Method ${methodReads}` })
      return { ...body, applicable_payment_methods: body.applicable_payment_methods.map(renamed) }
    }),
  ],
]

const ocapiOnly = ['submit', 'instruments', 'notes', 'order', 'chosen-number', 'update', 'methods'].map(
  (name) => `ocapi-shop/flow/${name}/**`,
)

describe('ocapi-shop', () => {
  test.each(ocapi)('an order that reads with %s is %s', async (_, requirement, mutate) => {
    const report = await runAgainst('ocapi-shop', mutate, ocapiOnly)
    expect(found(report)).toContain(requirement)
  })

  test('an order as it was told keeps every relation', async () => {
    const report = await runAgainst('ocapi-shop', ({ reply }) => reply, ocapiOnly)
    expect(found(report)).toEqual([])
    expect(passes(report)).toEqual(
      expect.arrayContaining([
        'flow/submit/order-reads-back',
        'flow/chosen-number/order-reads-back',
        'flow/update/order-reads-back',
        'flow/update/leaves-the-rest',
        'flow/instruments/order-reads-back',
        'flow/instruments/order-reads-back-after-update',
        'flow/instruments/order-reads-back-after-removal',
        'flow/instruments/amount-kept',
        'flow/instruments/updated',
        'flow/instruments/stored/amount',
        'flow/notes/text-kept',
        'flow/notes/subject-kept',
        'flow/notes/reads-are-stable',
        'flow/notes/link',
        'flow/methods/reads-are-stable',
        'flow/instruments/partial-update',
        'flow/order/refused-requests-change-nothing',
      ]),
    )
  })

  test('a sequence that differs is told, though the target falls silent after it', async () => {
    let isSilent = false
    const report = await runAgainst(
      'ocapi-shop',
      (passed) => {
        if (isSilent) return 'reset'
        if (passed.method !== 'GET' || !/\/notes$/.test(passed.path)) return passed.reply
        isSilent = true
        const body = JSON.parse(passed.reply.body) as Value
        return { ...passed.reply, body: JSON.stringify({ ...body, notes: [{ id: 'x', subject: 'x', text: 'x' }] }) }
      },
      ['ocapi-shop/flow/sequences/**'],
    )
    expect(found(report)).toContain('fail flow/sequences/notes')
  })
})

const payment = (change: (payment: Value) => Value): Mutate =>
  mutateJson((body, { reply }) => (reply.status === 200 && body?.Amount !== undefined ? change(body) : body))

const ascii = (value: Value): Value => (typeof value === 'string' ? value.replace(/[^\x20-\x7e]/g, '?') : value)

const shopctrl: readonly Case[] = [
  [
    'an amount cut to an integer',
    'fail flow/round-trip/Amount',
    payment((one) => ({ ...one, Amount: Math.trunc(one.Amount) })),
  ],
  [
    'text without what is not ASCII',
    'fail flow/round-trip/Note',
    payment((one) => ({ ...one, Note: ascii(one.Note) })),
  ],
  [
    'only the first allocation',
    'fail flow/round-trip/PaymentAllocations',
    payment((one) => ({ ...one, PaymentAllocations: one.PaymentAllocations?.slice(0, 1) })),
  ],
  [
    'another second allocation',
    'warn flow/round-trip/allocation-members',
    payment((one) => ({
      ...one,
      PaymentAllocations: one.PaymentAllocations?.map((each: Value, index: number) =>
        index === 1 ? { ...each, AllocatedAmount: each.AllocatedAmount + 1 } : each,
      ),
    })),
  ],
  [
    'dates without their offset',
    'warn flow/round-trip/CreationDate',
    payment((one) => ({ ...one, CreationDate: one.CreationDate?.replace(/(?:Z|[+-]\d\d:\d\d)$/, '') })),
  ],
  [
    'dates of another zone',
    'fail flow/round-trip/PaymentDate',
    payment((one) => ({ ...one, PaymentDate: one.PaymentDate?.replace(/(?:Z|[+-]\d\d:\d\d)$/, '-08:00') })),
  ],
  ['no AccountName', 'fail flow/round-trip/AccountName', payment(gone('AccountName'))],
  [
    'text in XML without what is not ASCII',
    'fail flow/round-trip/AccountName',
    ({ reply }) => ({
      ...reply,
      body: /^\s*</.test(reply.body) ? reply.body.replace(/[^\x20-\x7e\s]/g, '?') : reply.body,
    }),
  ],
]

describe('shopctrl', () => {
  test.each(shopctrl)('a payment that comes back with %s is %s', async (_, requirement, mutate) => {
    const report = await runAgainst('shopctrl', mutate, ['shopctrl/flow/round-trip/**'])
    expect(found(report)).toContain(requirement)
  })

  test('random payments alone show it too', async () => {
    const cut = payment((one) => ({ ...one, Amount: Math.trunc(one.Amount) }))
    const report = await runAgainst('shopctrl', cut, ['shopctrl/addPayment/response.200/status'])
    expect(found(report)).toContain('fail flow/round-trip/Amount')
  })

  test('payments as they were sent keep every relation', async () => {
    const report = await runAgainst('shopctrl', ({ reply }) => reply, ['shopctrl/flow/round-trip/**'])
    expect(found(report)).toEqual([])
    expect(passes(report).filter((id) => id.startsWith('flow/round-trip/'))).toHaveLength(15)
  })
})
