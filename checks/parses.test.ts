import { expect, test } from 'vitest'
import { contextOf } from '../test/shop.ts'
import { label } from './label.ts'
import { parses } from './parses.ts'

const requirement = 'shop/createThing/response.200/parses'
const broken = (message: string, received: string) => ({
  requirement,
  verdict: 'fail',
  finding: { message, at: '', expected: 'a JSON document', received, exchange: 'case#1' },
})

test.each([
  ['JSON', { body: '{"a":1}' }, [{ requirement, verdict: 'pass', exchange: 'case#1' }]],
  ['HTML', { body: '<html>' }, [broken('The body is not JSON', '"<html>"')]],
  ['a trailing comma', { body: '{"a":1,}' }, [broken('The body is not JSON', '"{\\"a\\":1,}"')]],
  ['nothing', { body: '' }, [broken('The reply has no body', '""')]],
  ['anything where no body is documented', { status: 204, body: '<html>' }, []],
  ['anything at a status that is not documented', { status: 500, body: '<html>' }, []],
  ['anything where the body is not JSON by contract', { status: 404, body: '<html>' }, []],
])('%s', (_, reply, expected) => {
  expect(parses.run(contextOf(reply))).toEqual(expected)
})

test('is only warned of where the documents say little', () => {
  expect(parses.run(contextOf({ body: '<html>' }, { soft: true })).map(({ verdict }) => verdict)).toEqual(['warn'])
})

test('a byte order mark before JSON is warned of: none may be written, and whoever reads may pass over it', () => {
  const verdicts = parses
    .run(contextOf({ body: '\uFEFF{}' }))
    .map(({ verdict, finding }) => [verdict, finding?.message])
  expect(verdicts).toEqual([['warn', 'The body begins with a byte order mark']])
})

test.each([
  ['utf-8', 'pass'],
  ['UTF-16', 'fail'],
  ['utf-16le', 'fail'],
  ['ISO-10646-UCS-4', 'fail'],
])('XML in UTF-8 that declares %s is a %s', (encoding, verdict) => {
  const body = `<?xml version="1.0" encoding="${encoding}"?><Ticket><id>1</id></Ticket>`
  const context = contextOf({ status: 203, headers: { 'content-type': 'application/xml' }, body })
  expect(parses.run(context).map((one) => one.verdict)).toEqual([verdict])
})

test('a reply to HEAD has no body to parse', () => {
  const context = contextOf({ body: '' })
  const exchange = { ...context.exchange, request: { ...context.exchange.request, method: 'HEAD' } }
  expect(parses.run({ ...context, exchange })).toEqual([])
})

test.each([
  ['described', 200, 'response.200/parses'],
  ['undescribed', 503, 'transport/label'],
])('bytes that are no UTF-8 are told of a reply that is %s', (_, status, facet) => {
  const context = contextOf({ status, body: '{"id":"\ufffd"}', notUtf8: true })
  const evidence = [...parses.run(context), ...label.run(context)]
  expect(evidence.map((one) => [one.requirement, one.verdict, one.finding?.message])).toEqual([
    [`shop/createThing/${facet}`, 'fail', 'The body is not UTF-8'],
  ])
})
