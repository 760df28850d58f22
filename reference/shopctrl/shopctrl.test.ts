import { expect, test } from 'vitest'
import { xml } from '../../contracts/codec/xml.ts'
import { loadContract } from '../../contracts/load.ts'
import type { JsonObject } from '../../core/json.ts'
import { appOf } from '../engine/app.ts'
import { facetOfRule } from '../engine/rule.ts'
import { paymentRules } from './rules.ts'
import { service } from './shopctrl.ts'

const contract = await loadContract('shopctrl')
const node = contract.operations[0]?.body?.node
const date = '2021-12-02T20:19:34.591609+01:00'
const payment: JsonObject = {
  Id: 0,
  ShopOwnerId: 2,
  Amount: 3.5,
  CurrencyId: 4,
  Note: ' Größe <M> & "L" \r\n😀',
  CreationDate: date,
  PaymentAllocations: [{ OrderId: 1, InvoiceId: 1, AllocatedAmount: 1 }],
}

type Sent = {
  readonly type?: string
  readonly accept?: string
  readonly faults?: readonly string[]
  readonly order?: string
}

const send = async (
  body: string,
  { type = 'application/json', accept = '*/*', faults = [], order = '1' }: Sent = {},
) => {
  const headers = { authorization: `Bearer ${service.token}`, 'content-type': type, accept }
  const path = `/v1/Orders/${order}/Payments`
  const reply = await appOf(service, { faults }).request(path, { method: 'POST', headers, body })
  return { status: reply.status, type: reply.headers.get('content-type'), text: await reply.text() }
}

const known = (value: object) => Object.fromEntries(Object.entries(value).filter(([, one]) => one !== null))

test('there is a rule for everything that the contract demands of a payment, and no other', () => {
  const demanded = contract.requirements
    .map(({ id }) => id)
    .filter((id) => id.startsWith('shopctrl/addPayment/request/') && !/\/optional$|path\./.test(id))
  const ruled = new Set(paymentRules.map((rule) => `shopctrl/addPayment/${facetOfRule(rule)}`))
  expect([...ruled].sort()).toEqual(demanded.sort())
})

test('every fault has an id of its own and names requirements of the contract', () => {
  const ids = contract.requirements.map(({ id }) => id)
  expect(new Set(service.switches.map(({ id }) => id)).size).toBe(service.switches.length)
  for (const { requirement, also = [] } of service.switches)
    expect(ids).toEqual(expect.arrayContaining([requirement, ...also]))
})

test('a payment comes back as it was sent, in JSON and in XML', async () => {
  const json = await send(JSON.stringify(payment))
  expect([json.status, json.type]).toEqual([200, 'application/json; charset=utf-8'])
  expect(known(JSON.parse(json.text))).toEqual(payment)
  const inXml = await send(xml.encode(payment, node), { type: 'text/xml' })
  expect(JSON.parse(inXml.text)).toEqual(JSON.parse(json.text))
  const asXml = await send(JSON.stringify(payment), { accept: 'text/xml' })
  expect(asXml.type).toBe('text/xml; charset=utf-8')
  const reply = contract.operations[0]?.replies[0]?.node
  expect(xml.decode(asXml.text, reply)).toEqual({ kind: 'value', value: payment, oddities: [] })
})

test.each<[string, string, Sent, number]>([
  ['an order that is unknown', JSON.stringify(payment), { order: '7' }, 404],
  ['an order of letters', JSON.stringify(payment), { order: 'abc' }, 404],
  ['a required member left out', JSON.stringify({ ...payment, Amount: undefined }), {}, 400],
  ['an Id that is not 0', JSON.stringify({ ...payment, Id: 1 }), {}, 400],
  ['more allocated than paid', JSON.stringify({ ...payment, Amount: 0.5 }), {}, 400],
  ['no body', '', {}, 400],
  ['text', JSON.stringify(payment), { type: 'text/plain' }, 415],
  ['half a document', '<PaymentChanges><Id>0</Id>', { type: 'text/xml' }, 400],
  ['another root', xml.encode(payment, node).replaceAll('PaymentChanges', 'Payment'), { type: 'text/xml' }, 400],
  ['a document type', `<!DOCTYPE PaymentChanges>${xml.encode(payment, node)}`, { type: 'text/xml' }, 400],
])('%s is refused', async (_, body, sent, status) => {
  expect((await send(body, sent)).status).toBe(status)
})

test('what a fault lets through does not come back', async () => {
  const { status, text } = await send(JSON.stringify({ ...payment, ShopId: 1.5 }), { faults: ['ignores-ShopId-type'] })
  expect([status, JSON.parse(text).ShopId]).toEqual([200, null])
})
