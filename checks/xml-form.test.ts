import { expect, test } from 'vitest'
import type { Operation } from '../contracts/contract.ts'
import { loadContract } from '../contracts/load.ts'
import type { Exchange } from '../core/exchange.ts'
import { checks } from './checks.ts'

const { operations, judge } = await loadContract('shopctrl')
const operation = operations[0] as Operation

const payment = (...members: readonly string[]): string => `<Payment>${members.join('')}</Payment>`
const [owner, amount, currency] = ['<ShopOwnerId>2</ShopOwnerId>', '<Amount>3</Amount>', '<CurrencyId>4</CurrencyId>']
const created = '<CreationDate>2021-12-02T20:19:34+01:00</CreationDate>'
const plain = payment(owner, amount, currency, created)

/** What all rules together hold against a reply. */
const against = (body: string, type = 'text/xml; charset=utf-8') => {
  const reply = { status: 200, headers: { 'content-type': type }, body, ms: 1 }
  const request = { method: 'POST', path: '/', headers: {} }
  const exchange: Exchange = { id: 'x', operation: operation.id, request, outcome: { kind: 'reply', reply } }
  const context = { operation, exchange, judge, id: (facet: string) => facet, secrets: [], soft: false }
  return checks
    .flatMap(({ run }) => run(context))
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ requirement, verdict, finding }) => [
      requirement.replace('response.200/', ''),
      verdict,
      finding?.ambiguities?.join() ?? '',
    ])
}

const allocations = (name: string): string =>
  `<PaymentAllocations><${name}><OrderId>1</OrderId></${name}></PaymentAllocations>`

test.each<[string, string, readonly (readonly string[])[]]>([
  ['the documented form', plain, []],
  ['another root', plain.replaceAll('Payment>', 'PaymentChanges>'), [['xml/root', 'fail', '']]],
  ['a namespace', plain.replace('<Payment>', '<Payment xmlns="urn:x">'), [['xml/root', 'warn', '193']]],
  [
    'a namespace by a prefix',
    plain.replace('<Payment>', '<x:Payment xmlns:x="urn:x">').replace('</P', '</x:P'),
    [['xml/root', 'warn', '193']],
  ],
  ['namespaces that its elements are not of', plain.replace('<Payment>', '<Payment xmlns:x="urn:x" xmlns="">'), []],
  ['another order', payment(amount, owner, currency, created), [['xml/order', 'warn', '193']]],
  ['a member twice', payment(owner, amount, amount, currency, created), [['xml/once', 'fail', '']]],
  [
    'items of another name',
    payment(owner, amount, currency, created, allocations('PaymentAllocation')),
    [['xml/items', 'warn', '192']],
  ],
  [
    'items of a name of their own',
    payment(owner, amount, currency, created, allocations('Item')),
    [['xml/items', 'fail', '']],
  ],
  ['a document type', `<!DOCTYPE Payment [<!ENTITY a "b">]>${plain}`, [['xml/no-doctype', 'fail', '']]],
  ['half of it', plain.slice(0, 40), [['parses', 'fail', '']]],
  ['JSON under the label of XML', '{"Id":0}', [['parses', 'fail', '']]],
  ['a member left out', payment(owner, currency, created), [['Amount/required', 'fail', '']]],
  [
    'text for a number',
    plain.replace('>3<', '>three<'),
    [
      ['Amount/format', 'fail', ''],
      ['Amount/type', 'warn', '202'],
    ],
  ],
])('XML with %s', (_, body, expected) => {
  expect(against(body)).toEqual(expected)
})

test('XML under the label of JSON is no JSON', () => {
  expect(against(plain, 'application/json')).toEqual([['parses', 'fail', '']])
})
