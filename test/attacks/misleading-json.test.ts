import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parses } from '../../checks/parses.ts'
import type { WireReply } from '../../core/exchange.ts'
import { memberTwice } from '../../core/twice.ts'
import { sender } from '../../target/send.ts'
import { contextOf } from '../shop.ts'

const verdictsOf = (reply: Partial<WireReply>) =>
  parses.run(contextOf(reply)).map(({ verdict, finding }) => [verdict, finding?.message])

test.each([
  ['{"a":1,"a":2}', ['a']],
  ['{"a":1,"\\u0061":2}', ['a']],
  ['[{"b":[1,{"a":{},"c":"}","a":[]}]}]', [0, 'b', 1, 'a']],
  ['{"a":{"a":1},"b":[{"a":1},{"a":1}]}', undefined],
  ['{"a":"\\"a\\":1,\\"a\\":","b":"{\\\\"}', undefined],
  ['["a","a"]', undefined],
  ['"a"', undefined],
])('in %s the member %j stands twice', (text, expected) => {
  expect(memberTwice(text)).toEqual(expected)
})

test('no text that was written from a value holds a member twice, and one that is added does', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), (value) => {
      const text = JSON.stringify(value)
      expect(memberTwice(text)).toBeUndefined()
      const [name = ''] = Object.keys(value)
      expect(memberTwice(`${text.slice(0, -1)},${JSON.stringify(name)}:1}`)).toEqual([name])
    }),
  )
})

test('a member that stands twice is warned of at its place', () => {
  expect(verdictsOf({ body: '{"id":"1","name":"n","id":"2"}' })).toEqual([
    ['warn', '/id stands in its object more than once'],
  ])
  expect(verdictsOf({ body: '{"id":"1","name":"n"}' })).toEqual([['pass', undefined]])
})

test('bytes that are no UTF-8 are a finding, softer where the label names another encoding', () => {
  const body = '{"id":"1","name":"\uFFFD"}'
  const label = (charset: string) => ({ 'content-type': `application/json${charset}` })
  expect(verdictsOf({ body })).toEqual([['pass', undefined]])
  expect(verdictsOf({ body, notUtf8: true })).toEqual([['fail', 'The body is not UTF-8']])
  expect(verdictsOf({ body, notUtf8: true, headers: label('; charset=UTF-8') })).toEqual([
    ['fail', 'The body is not UTF-8'],
  ])
  expect(verdictsOf({ body, notUtf8: true, headers: label('; charset=iso-8859-1') })).toEqual([
    ['warn', 'The body is not UTF-8'],
  ])
})

test('XML may name another encoding', () => {
  const xml = (body: string, charset = '') => ({
    status: 203,
    headers: { 'content-type': `application/xml${charset}` },
    body,
    notUtf8: true as const,
  })
  expect(verdictsOf(xml('<Ticket><id>\uFFFD</id></Ticket>'))).toEqual([['fail', 'The body is not UTF-8']])
  expect(verdictsOf(xml('<?xml version="1.0" encoding="ISO-8859-1"?><Ticket/>'))).toEqual([['pass', undefined]])
  expect(verdictsOf(xml('<Ticket/>', '; charset=iso-8859-1'))).toEqual([['pass', undefined]])
})

let server: Server
beforeAll(async () => {
  server = createServer(({ url }, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(Buffer.from(url === '/latin' ? [0x22, 0xe4, 0x22] : [0x22, 0xc3, 0xa4, 0x22]))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
})
afterAll(() => void server.close())

test('what the bytes of a reply were is seen where they arrive', async () => {
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { send, close } = sender({ baseUrl, timeoutMs: 2_000, concurrency: 1, maxReplyBytes: 1_000 })
  const replyTo = async (path: string) => (await send({ method: 'GET', path, headers: {} })).outcome
  expect(await replyTo('/latin')).toMatchObject({ reply: { notUtf8: true, body: '"\uFFFD"' } })
  const fine = await replyTo('/utf-8')
  expect(fine.kind === 'reply' && [fine.reply.body, 'notUtf8' in fine.reply]).toEqual(['"ä"', false])
  close()
})
