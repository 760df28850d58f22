import { expect, test } from 'vitest'
import type { Report } from '../core/report.ts'
import { hostile, reportOf } from '../test/any-text-report.ts'
import { harErrors } from '../test/har-errors.ts'
import {
  facts,
  mixedReport,
  sampleCase,
  sampleExchange,
  sampleFinding,
  sampleRequirement,
  sampleRun,
} from '../test/sample-run.ts'
import { buildReport } from './build.ts'
import { har, harOfAll, type Sent } from './har.ts'

const parsed = (report: Report) => JSON.parse(har(report))

test('an exchange is an entry', () => {
  const { version, creator, entries } = parsed(mixedReport()).log
  expect({ version, creator }).toEqual({ version: '1.2', creator: { name: 'assay', version: '1.2.3' } })
  expect(entries).toHaveLength(3)
  expect(entries.find(({ comment }: { comment: string }) => comment.includes('minLength'))).toEqual({
    startedDateTime: '2024-02-29T10:45:15.000Z',
    time: 3.5,
    request: {
      method: 'POST',
      url: 'http://127.0.0.1:8080/orders',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [
        { name: 'Authorization', value: 'Bearer $ASSAY_TOKEN' },
        { name: 'Content-Type', value: 'application/json' },
      ],
      queryString: [],
      postData: { mimeType: 'application/json', text: '{"sku":""}' },
      headersSize: -1,
      bodySize: 10,
    },
    response: {
      status: 200,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [{ name: 'content-type', value: 'application/json' }],
      content: { size: 10, mimeType: 'application/json', text: '{"id":"1"}' },
      redirectURL: '',
      headersSize: -1,
      bodySize: 10,
    },
    cache: {},
    timings: { send: 0, wait: 3.5, receive: 0 },
    comment: 'createOrder/violation/sku/minLength#1',
    _assay: {
      contract: 'shop',
      operation: 'createOrder',
      exchange: 'createOrder/violation/sku/minLength#1',
      outcome: 'reply',
    },
  })
})

test('what got no reply has the status 0 and says why', () => {
  const responses = parsed(reportOf('x')).log.entries.map(({ response }: { response: Record<string, unknown> }) => [
    response['status'],
    response['_error'],
  ])
  expect(responses).toEqual([
    [200, undefined],
    [0, 'stalled: x'],
    [0, 'timeout: x'],
    [0, 'not sent: x'],
  ])
})

/** One exchange with this path, at this target. */
const reportAt = (target: string, path: string): Report => {
  const id = 'shop/op/a'
  const exchange = sampleExchange('case#1', { request: { method: 'GET', path, headers: {} } })
  const evidence = { requirement: id, verdict: 'fail' as const, finding: sampleFinding({ exchange: 'case#1' }) }
  const results = [sampleCase('case', [evidence], [exchange])]
  return buildReport(facts, [sampleRun({ target, requirements: [sampleRequirement(id)], results })])
}

test.each([
  ['/a?b=c&d=e%20f&b', 'http://[::1]:8080/a?b=c&d=e%20f&b'],
  ['/a b/ü/{x}', 'http://[::1]:8080/a%20b/%C3%BC/%7Bx%7D'],
  ['/100%/a|b#c', 'http://[::1]:8080/100%25/a%7Cb%23c'],
  [' (event received)', 'http://[::1]:8080/%20(event%20received)'],
])('the path %s becomes the URL %s', (path, url) => {
  const document = parsed(reportAt('http://[::1]:8080', path))
  expect(document.log.entries[0].request.url).toBe(url)
  expect(harErrors(document)).toEqual([])
})

test('the query is listed, decoded', () => {
  const [{ request }] = parsed(reportAt('http://127.0.0.1', '/a?b=c&d=e%20f&b=')).log.entries
  expect(request.queryString).toEqual([
    { name: 'b', value: 'c' },
    { name: 'd', value: 'e f' },
    { name: 'b', value: '' },
  ])
})

test.each<[string, () => Report]>([
  ['an empty', () => buildReport(facts, [])],
  ['a small', mixedReport],
  ['a hostile', () => reportOf(hostile)],
])('%s report keeps the schema of the format', (_, report) => {
  expect(harErrors(parsed(report()))).toEqual([])
})

test('the validator does see what the schema forbids', () => {
  const document = parsed(mixedReport())
  document.log.entries[0].request.url = 'no URL'
  expect(harErrors(document)).toContain('/log/entries/0/request/url must match format "uri"')
})

async function* sent(...ids: readonly string[]): AsyncGenerator<Sent> {
  for (const id of ids) yield { contract: id.split('/')[0] ?? '', exchange: sampleExchange(id) }
}

const textOf = async (pieces: AsyncIterable<string>): Promise<string> => {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

test.each([
  ['no exchange', []],
  ['one', ['shop/a#1']],
  ['several', ['shop/a#1', 'shop/a#2', 'shop/b#1']],
])('of all exchanges of a run, %s, the archive keeps the schema and has an entry for each', async (_, ids) => {
  const document = JSON.parse(await textOf(harOfAll(mixedReport(), sent(...ids))))
  expect(harErrors(document)).toEqual([])
  expect(document.log.entries.map(({ comment }: { comment: string }) => comment)).toEqual(ids)
})

test('an exchange is told alike, whether by the report or with all of the run', async () => {
  const [id = '', exchange] = Object.entries(mixedReport().contracts[0]?.exchanges ?? {})[0] ?? []
  async function* one(): AsyncGenerator<Sent> {
    if (exchange) yield { contract: 'shop', exchange }
  }
  const { log } = JSON.parse(await textOf(harOfAll(mixedReport(), one())))
  const { log: whole } = parsed(mixedReport())
  expect(log.entries).toHaveLength(1)
  expect(log).toEqual({ ...whole, entries: whole.entries.filter(({ comment }: { comment: string }) => comment === id) })
})

test('what is of no contract of the report is left out', async () => {
  const { log } = JSON.parse(await textOf(harOfAll(mixedReport(), sent('till/a#1', 'shop/a#1'))))
  expect(log.entries.map(({ comment }: { comment: string }) => comment)).toEqual(['shop/a#1'])
})
