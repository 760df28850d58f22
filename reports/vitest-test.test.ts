import { describe, expect, test } from 'vitest'
import { strayText } from '../core/bytes.ts'
import type { Exchange } from '../core/exchange.ts'
import type { ContractReport, FindingReport, RequirementReport } from '../core/report.ts'
import { mixedReport, sampleExchange, sampleReply } from '../test/sample-run.ts'
import { expectationOf } from './expectation.ts'
import { vitestTest } from './vitest-test.ts'

const contract = mixedReport().contracts[0] as ContractReport
const requirement = contract.requirements[0] as RequirementReport
const finding = requirement.findings[0] as FindingReport

/** The test without what every test stands on. */
const tested = (parts: Partial<FindingReport> = {}, exchanges: readonly Exchange[] = []): string => {
  const all = { ...contract.exchanges, ...Object.fromEntries(exchanges.map((one) => [one.id, one])) }
  const text = vitestTest({ contract: { ...contract, exchanges: all }, requirement, finding: { ...finding, ...parts } })
  return text.slice(text.indexOf('\ntest('))
}

test('a test sends the request and expects what is promised', () => {
  expect(tested()).toBe(`
test("createOrder: sku: one character too few (\\"\\") is accepted", async () => {
  const reply = signedIn(await send("post", "/orders", {
    "Authorization": \`Bearer \${secret("ASSAY_TOKEN")}\`,
    "Content-Type": "application/json",
  }, "{\\"sku\\":\\"\\"}"))
  expect(reply.status).toBe(400)
}, 60_000)
`)
})

test('it takes from the reply to a step what the next one sends', () => {
  const take = { name: 'orderId', pointer: '/id', from: 'a#1', value: 'order-4711' }
  const read = { method: 'GET', path: '/orders/order-4711', headers: {} }
  const text = tested(
    {
      exchange: 'a#2',
      steps: [
        { exchange: 'a#1', times: 1, takes: [] },
        { exchange: 'a#2', times: 1, takes: [take] },
      ],
    },
    [sampleExchange('a#1'), sampleExchange('a#2', { request: read })],
  )
  expect(text).toContain('const reply1 = signedIn(await send("post"')
  expect(text).toContain(
    `const orderId = member(reply1, "/id")\n  const reply = await send("get", \`/orders/\${orderId}\`, {\n  })`,
  )
})

test('a body that is not UTF-8 is told in pieces, and sent as bytes', () => {
  const body = `{"sku":"a${strayText(0xff, 0xc0)}"}`
  const exchange = sampleExchange(finding.exchange, { request: { method: 'POST', path: '/orders', headers: {}, body } })
  const all = { ...contract.exchanges, [finding.exchange]: exchange }
  const text = vitestTest({ contract: { ...contract, exchanges: all }, requirement, finding })
  expect(text).toContain(`bytes("{\\"sku\\":\\"a", [255,192], "\\"}")`)
  expect(text).toContain('sent.serialize((whole: any) => whole).send(body)')
})

test('it asks again for a while where what it reads was made just before', () => {
  const take = { name: 'orderId', pointer: '/id', from: 'a#1', value: 'order-4711' }
  const read = { method: 'GET', path: '/orders/order-4711', headers: {} }
  const steps = [
    { exchange: 'a#1', times: 1, takes: [] },
    { exchange: 'a#2', times: 1, takes: [take], awaits: '/total' },
  ]
  const text = tested({ exchange: 'a#2', steps }, [sampleExchange('a#1'), sampleExchange('a#2', { request: read })])
  expect(text).toContain('let reply = await send("get"')
  expect(text).toContain('for (let time = 1; time <= 20 && member(reply, "/total") == null; time += 1) {')
})

describe('what is expected', () => {
  const sameStatus = 'expect(reply.status).toBe(200)'
  const take = { name: 'noteId', pointer: '/id', from: 'a#1', value: 'note-4711' }
  const steps = [{ exchange: 'a#2', times: 1, takes: [take] }]
  const cases: readonly [string, Partial<FindingReport>, string, readonly string[]][] = [
    ['one of several statuses', { expected: '404 or 405' }, '{}', ['expect([404, 405]).toContain(reply.status)']],
    [
      'a fault by its name',
      { expected: '404 OrderNotFoundException with orderNo' },
      '{}',
      [
        'expect(reply.status).toBe(404)',
        `expect(reply.text.replace(/":\\s+/g, '":')).toContain("OrderNotFoundException")`,
        `expect(reply.text.replace(/":\\s+/g, '":')).toContain("\\"orderNo\\"")`,
      ],
    ],
    ['no status in words', { expected: 'a documented one' }, '{}', ['expect(reply.status).not.toBe(200)']],
    [
      'a type',
      {
        at: '/a',
        expected: 'of type integer or null',
        rule: { kind: 'keyword', keyword: 'type', value: ['integer', 'null'] },
      },
      '{"a":"1"}',
      [sameStatus, 'expect(["number","null"]).toContain(typeOf(member(reply, "/a")))'],
    ],
    [
      'a length',
      { at: '/a', expected: 'has at most 3 characters', rule: { kind: 'keyword', keyword: 'maxLength', value: 3 } },
      '{"a":"1234"}',
      [sameStatus, 'expect([...String(member(reply, "/a"))].length).toBeLessThanOrEqual(3)'],
    ],
    [
      'a member',
      { at: '/a', expected: 'a value', received: 'nothing' },
      '{}',
      [sameStatus, 'expect(member(reply, "/a")).toBeDefined()'],
    ],
    [
      'a length of one',
      { at: '/a', expected: 'has at least 1 character', rule: { kind: 'keyword', keyword: 'minLength', value: 1 } },
      '{"a":""}',
      [sameStatus, 'expect([...String(member(reply, "/a"))].length).toBeGreaterThanOrEqual(1)'],
    ],
    [
      'a pattern',
      { at: '/a', expected: 'matches ^[A-Z]{3}$', rule: { kind: 'keyword', keyword: 'pattern', value: '^[A-Z]{3}$' } },
      '{"a":"usd"}',
      [sameStatus, 'expect(member(reply, "/a")).toMatch(new RegExp("^[A-Z]{3}$"))'],
    ],
    [
      'a bound',
      { at: '/a', expected: 'at most 10', rule: { kind: 'keyword', keyword: 'maximum', value: 10 } },
      '{"a":11}',
      [sameStatus, 'expect(member(reply, "/a")).toBeLessThanOrEqual(10)'],
    ],
    [
      'no other member',
      { at: '/a', expected: 'no other members', rule: { kind: 'undocumented', member: 'b"c' } },
      '{"a":{"b\\"c":1}}',
      [sameStatus, 'expect(Object.keys(Object(member(reply, "/a")))).not.toContain("b\\"c")'],
    ],
    [
      'a value',
      { at: '/a', expected: '"new"' },
      '{"a":"old"}',
      [sameStatus, 'expect(member(reply, "/a")).toEqual("new")'],
    ],
    [
      'a value that is gone',
      { at: '/a', expected: 'no note note-4711', steps },
      '{"a":["note-4711"]}',
      [sameStatus, 'expect(JSON.stringify(member(reply, "/a"))).not.toContain(String(noteId))'],
    ],
    [
      'a media type',
      { at: 'header Content-Type', expected: 'application/json' },
      '{}',
      [sameStatus, 'expect(String(reply.headers["content-type"])).toContain("application/json")'],
    ],
    [
      'no secret',
      { at: 'body', expected: 'no credentials in any reply' },
      '{}',
      [sameStatus, "expect(reply.text).not.toContain(env['ASSAY_TOKEN'])"],
    ],
    [
      'something else than came',
      { at: '/a', expected: 'each of them' },
      '{"a":[1]}',
      [sameStatus, 'expect(member(reply, "/a")).not.toEqual([1])'],
    ],
  ]
  test.each(cases)('%s', (_, parts, body, lines) => {
    const exchange = sampleExchange('a#2', { outcome: { kind: 'reply', reply: sampleReply({ body }) } })
    expect(expectationOf({ ...finding, ...parts }, exchange)).toEqual(lines)
  })
})
