import { expect, test } from 'vitest'
import type { Exchange, Outcome } from '../core/exchange.ts'
import type { ContractReport } from '../core/report.ts'
import { mixedReport, sampleExchange, sampleReply } from '../test/sample-run.ts'
import { compareAnswers } from './answers.ts'

const [contract] = mixedReport().contracts as [ContractReport]

const holding = (...exchanges: readonly Exchange[]): ContractReport => ({
  ...contract,
  exchanges: Object.fromEntries(exchanges.map((one) => [one.id, one])),
})

const answering = (body: string, status = 200): ContractReport =>
  holding(sampleExchange('case#1', { outcome: { kind: 'reply', reply: sampleReply({ status, body }) } }))

const ending = (outcome: Outcome): ContractReport => holding(sampleExchange('case#1', { outcome }))

const differences = (a: ContractReport, b: ContractReport) =>
  compareAnswers(a, b).different.flatMap((one) => one.differences.map(({ at, a, b }) => `${at}: ${a} → ${b}`))

test.each([
  ['{"id":"1"}', '{"id":"2"}'],
  ['{"a":1,"b":2.5}', '{"b":3,"a":1.5}'],
  ['{"list":[]}', '{"list":[{"a":1}]}'],
  ['[{"a":1},{"a":null}]', '[{"a":null},{"a":2}]'],
  ['no json', 'neither'],
])('%s and %s have the same structure', (a, b) => {
  expect(differences(answering(a), answering(b))).toEqual([])
})

test.each([
  ['{"id":"1"}', '{"id":1}', ['id: string → number']],
  ['{"id":"1"}', '{}', ['id: string → absent']],
  ['{}', '{"a":{"b":{"c":1}}}', ['a: absent → object']],
  ['{"a":{"b":1}}', '{"a":{"b":"1","c":null}}', ['a/b: number → string', 'a/c: absent → null']],
  ['{"a":[{"b":1}]}', '{"a":[{"b":true}]}', ['a[]/b: number → boolean']],
  ['[1,"a"]', '[1]', ['[]: number or string → number']],
  ['{"a":{"b":1}}', '{"a":[]}', ['a: object → array']],
  ['{"a/b":1}', '{"a/b":""}', ['a/b: number → string']],
  ['[]', '{}', ['body: array → object']],
  ['{}', '<html>', ['body: JSON → no JSON']],
  ['{}', '', ['body: JSON → nothing']],
])('%s and %s differ', (a, b, expected) => {
  expect(differences(answering(a), answering(b))).toEqual(expected)
})

test('another status is told alone', () => {
  expect(differences(answering('{}', 200), answering('{"error":1}', 400))).toEqual(['status: 200 → 400'])
})

test('a broken reply is an answer, a silent target is none', () => {
  const broken = ending({ kind: 'broken', fault: 'reset', detail: 'reset' })
  const silent = ending({ kind: 'silent', cause: 'timeout', detail: 'no reply' })
  expect(differences(answering('{}'), broken)).toEqual(['status: 200 → no reply: reset'])
  expect(compareAnswers(answering('{}'), silent)).toEqual({ compared: 0, different: [] })
})

test('only the same requests are compared, whatever their headers', () => {
  const exchange = sampleExchange('case#1')
  const { request } = exchange
  const b = (parts: Partial<typeof request>) =>
    compareAnswers(holding(exchange), holding({ ...exchange, request: { ...request, ...parts } })).compared
  expect(b({ headers: { Authorization: 'Bearer other' } })).toBe(1)
  expect([b({ body: '{}' }), b({ path: '/' }), b({ method: 'PUT' })]).toEqual([0, 0, 0])
  expect(compareAnswers(holding(exchange), holding(sampleExchange('case#2'))).compared).toBe(0)
})
