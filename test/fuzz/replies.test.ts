// Replies of any bytes: each is judged, redacted, kept and shown, without a crash or a hang, and without a secret in what
// is kept of it.
import { createServer, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checks } from '../../checks/checks.ts'
import { curl } from '../../core/curl.ts'
import { cutterHiding } from '../../core/cut-exchange.ts'
import type { Exchange, WireReply } from '../../core/exchange.ts'
import { brief } from '../../core/json.ts'
import { madeBy } from '../../core/made.ts'
import { redactorFor } from '../../core/redact.ts'
import { redactedResult } from '../../core/redact-result.ts'
import { sender } from '../../target/send.ts'
import { sampleCase } from '../sample-run.ts'
import { contextOf, exchangeOf } from '../shop.ts'
import { changedText, changedValue, corpus, fuzzed, type Random, seeds } from './fuzzing.ts'
import { random } from './random.ts'

const canary = 'canary/token+4711=='
const spellings = [
  canary,
  encodeURIComponent(canary),
  JSON.stringify(canary).replaceAll('/', '\\/'),
  Buffer.from(canary).toString('base64'),
  Buffer.from(canary).toString('hex'),
]
const redactor = redactorFor({ $ASSAY_TOKEN: canary })

/** All that a run does with a reply. */
const taken = (exchange: Exchange): void => {
  const context = { ...contextOf({}, { secrets: [canary] }), exchange }
  const evidence = checks.flatMap(({ run }) => run(context))
  madeBy(exchange)
  const kept = redactor.exchange(cutterHiding(redactor.text)(exchange))
  const result = redactedResult(sampleCase('case', evidence, [kept]), redactor)
  curl('http://127.0.0.1', kept.request)
  const all = JSON.stringify([kept, result])
  for (const one of spellings) if (all.includes(one)) throw new Error(`${one} is in ${brief(all, 2_000)}`)
}
const replied = (parts: Partial<WireReply>) => taken(exchangeOf(parts))

const body = {
  id: '1',
  name: canary,
  tags: ['a'],
  address: { zip: '1' },
  labels: { a: 'b' },
  size: 1,
  pair: { a: 1, b: 2 },
}
const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Ticket a="1"><id>${canary}</id><!-- b --><c><![CDATA[d]]></c></Ticket>`

const jsonOf = (from: Random): string => {
  const text = JSON.stringify(from.below(2) === 0 ? body : changedValue(body, from))
  return from.below(3) === 0 ? text : changedText(text, from)
}
const names = [
  'content-type',
  'location',
  'date',
  'allow',
  'www-authenticate',
  'retry-after',
  'set-cookie',
  'etag',
  canary.toLowerCase(),
]
const values = [
  'application/json',
  'application/json; charset=',
  'text/html',
  'a/b;c="',
  '*/*',
  'Bearer realm="',
  '-1',
  canary,
  ';'.repeat(500),
]
const headersOf = (from: Random): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: from.below(6) }, () => [from.among(names), changedText(from.among(values), from)]),
  )
const statuses = [200, 202, 203, 204, 206, 301, 400, 401, 404, 418, 429, 500, 503, 599, 999]

describe('in what is judged', () => {
  test.each<[string, (from: Random) => Partial<WireReply>]>([
    ['JSON', (from) => ({ status: from.among(statuses), body: jsonOf(from) })],
    ['XML', (from) => ({ status: 203, headers: { 'content-type': 'application/xml' }, body: changedText(xml, from) })],
    ['headers', (from) => ({ status: from.among(statuses), headers: headersOf(from), body: '{"id":"1"}' })],
  ])(
    '%s',
    async (kind, made) => {
      for (const bytes of corpus(kind.toLowerCase()))
        await fuzzed(bytes.toString('utf8'), (text) =>
          replied(kind === 'XML' ? { ...made(random(0)), body: text } : { status: 200, body: text }),
        )
      for (const seed of seeds(3_000)) await fuzzed(made(random(seed)), replied)
    },
    3_600_000,
  )
})

describe('on the wire', () => {
  let port = 0
  let next: Buffer = Buffer.alloc(0)
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end(next))
  })
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    port = (server.address() as { port: number }).port
  })
  afterAll(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })

  const heads = [
    'HTTP/1.1 200 OK',
    'HTTP/1.1 204 No Content',
    'HTTP/1.0 200',
    'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK',
    'HTTP/2 200',
    'ICY 200',
  ]
  const lines = [
    'Content-Length: 5',
    'Content-Length: -1',
    'Transfer-Encoding: chunked',
    'Content-Encoding: gzip',
    'Connection: close',
    'X: é',
    ' folded',
  ]
  const rawOf = (from: Random): Buffer => {
    const some = Array.from({ length: from.below(4) }, () => from.among(lines))
    const text = jsonOf(from)
    const content = from.below(4) === 0 ? gzipSync(text) : Buffer.from(text)
    const head = [from.among(heads), ...some].join('\r\n')
    const bytes = Buffer.concat([
      Buffer.from(`${from.below(2) === 0 ? head : changedText(head, from)}\r\n\r\n`),
      content,
    ])
    for (let times = from.below(4); times > 0 && bytes.length > 0; times -= 1)
      bytes[from.below(bytes.length)] = from.below(256)
    return bytes
  }

  test('raw bytes', async () => {
    const { send, close } = sender({
      baseUrl: `http://127.0.0.1:${port}`,
      timeoutMs: 2_000,
      concurrency: 1,
      maxReplyBytes: 100_000,
    })
    const kinds = new Set<string>()
    const one = async (bytes: Buffer): Promise<void> => {
      next = bytes
      const { outcome } = await send({ method: 'GET', path: '/', headers: {} }, 'fresh')
      kinds.add(outcome.kind)
      taken(exchangeOf(outcome))
    }
    for (const bytes of corpus('bytes')) await fuzzed(bytes, one)
    for (const seed of seeds(1_500)) await fuzzed(rawOf(random(seed)), one)
    close()
    expect([...kinds].sort()).toEqual(['broken', 'reply'])
  }, 3_600_000)
})
