import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { checks } from '../../checks/checks.ts'
import { judgeBody } from '../../checks/response-body.ts'
import { xml } from '../../contracts/codec/xml.ts'
import { madeBy } from '../../core/made.ts'
import { sender } from '../../target/send.ts'
import { schemaOf } from '../schema-of.ts'
import { contextOf, exchangeOf } from '../shop.ts'

/** No measure: what grows with the square of a reply's length takes for ever. */
const soon = 20_000
const timed = <T>(work: () => T) => {
  const started = performance.now()
  const value = work()
  return { value, ms: performance.now() - started }
}
const judgedIn = (body: string) =>
  timed(() => checks.flatMap(({ run }) => run(contextOf({ body }, { secrets: ['secret-token'] }))))

test('thousands of wrong elements are three findings, of which the last tells how many more there are', () => {
  const tags = Array.from({ length: 100_000 }, () => 1)
  const { value, ms } = judgedIn(JSON.stringify({ id: '1', name: 'n', tags }))
  const messages = value.flatMap(({ finding }) => (finding?.at.startsWith('/tags/') ? [finding.message] : []))
  expect(messages).toEqual([
    '/tags/0 is an integer, not of type string',
    '/tags/1 is an integer, not of type string',
    '/tags/2 is an integer, not of type string (and so in 99997 more places)',
  ])
  expect(ms).toBeLessThan(soon)
})

test('a reply that is wrong in more ways than are told has no green', () => {
  const labels = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`l${index}`, 1]))
  const { value, ms } = judgedIn(JSON.stringify({ id: '1', name: 'n', labels }))
  const body = value.filter(({ requirement }) => !/parses|content-type|security|transport|complete/.test(requirement))
  expect(body.filter(({ verdict }) => verdict === 'pass')).toEqual([])
  expect(body.filter(({ verdict }) => verdict === 'fail').length).toBeLessThan(1_000)
  expect(body.find(({ verdict }) => verdict === 'inconclusive')?.reason).toMatch(/^the reply is too costly to judge: /)
  expect(ms).toBeLessThan(soon)
})

const megabytes = (unit: string) => unit.repeat(Math.ceil(3_500_000 / unit.length))

test.each([
  ['objects', `{"id":"1","name":"n","further":[${megabytes('{"a":{"b":[1]}},').slice(0, -1)}]}`],
  ['wrong elements', `{"id":"1","name":"n","tags":[${megabytes('1,').slice(0, -1)}]}`],
  [
    'ids',
    `{"id":"1","name":"n","further":[${Array.from({ length: 200_000 }, (_, index) => `"order-${index}"`).join()}]}`,
  ],
  ['one text', `{"id":"1","name":"${megabytes('a')}"}`],
  ['lines of a trace', JSON.stringify({ id: '1', name: megabytes('\n    at a.b.c(') })],
  ['lines of a trace that end in nothing', JSON.stringify({ id: '1', name: megabytes(`\n at ${'a.'.repeat(99)}`) })],
  ['no JSON', megabytes('{"a":')],
  ['text of a trace', megabytes('\\n at x(')],
])('3.5 MB of %s are judged in time', (_, body) => {
  const { ms } = judgedIn(body)
  expect(ms).toBeLessThan(soon)
  expect(timed(() => madeBy(exchangeOf({ body }))).ms).toBeLessThan(soon)
})

test('a schema that compares each element with each other is given up on a list that is too long for it', () => {
  const { node, judge, pointer } = schemaOf({ type: 'array', uniqueItems: true, items: { type: 'object' } })
  const list = Array.from({ length: 60_000 }, (_, index) => ({ a: index }))
  const { value, ms } = timed(() =>
    judgeBody(list, { context: { ...contextOf({}), judge }, schema: pointer, root: node, facet: 'response.200' }),
  )
  expect(new Set(value.map(({ verdict }) => verdict))).toEqual(new Set(['inconclusive']))
  expect(ms).toBeLessThan(soon)
})

test('what is odd alike in XML is told three times', () => {
  const found = xml.decode(`<a>${'<b/>'.repeat(100_000)}</a>`, undefined)
  expect(found.kind === 'value' && found.oddities.length).toBe(1)
})

test('a reply that came while this process was busy came in time', async () => {
  const server = createServer((_, response) => response.end('{"id":1}'))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { send, close } = sender({ baseUrl, timeoutMs: 300, concurrency: 4, maxReplyBytes: 1_000 })
  const get = { method: 'GET', path: '/', headers: {} }
  await send(get)
  const sent = [1, 2, 3, 4].map(() => send(get))
  await new Promise((done) => setImmediate(done))
  const until = performance.now() + 1_000
  while (performance.now() < until);
  expect((await Promise.all(sent)).map(({ outcome }) => outcome.kind)).toEqual(['reply', 'reply', 'reply', 'reply'])
  close()
  server.close()
})
