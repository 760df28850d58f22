import { expect, test } from 'vitest'
import type { Operation } from '../contracts/contract.ts'
import { loadContract } from '../contracts/load.ts'
import type { Exchange } from '../core/exchange.ts'
import { emptyBody } from './empty-body.ts'

const { operations, judge } = await loadContract('crayon')
const operation = operations[0] as Operation

const verdictsOn = (status: number, body: string, headers = {}) => {
  const reply = { status, headers, body, ms: 1 }
  const request = { method: 'POST', path: '/', headers: {} }
  const exchange: Exchange = { id: 'x', operation: operation.id, request, outcome: { kind: 'reply', reply } }
  return emptyBody
    .run({ operation, exchange, judge, id: (facet) => facet, secrets: [], soft: false })
    .map(({ requirement, verdict, finding }) => [requirement, verdict, finding?.ambiguities])
}

test.each([
  [204, '', 'pass', undefined],
  [204, 'x', 'fail', undefined],
  [200, '', 'pass', undefined],
  [200, '{}', 'warn', [157]],
])('%s with body %j: %s', (status, body, verdict, ambiguities) => {
  expect(verdictsOn(status, body)).toEqual([['response.204/empty', verdict, ambiguities]])
})

test.each([
  ['2', 'fail'],
  ['0', 'warn'],
])('204 that announces %s bytes: %s', (length, verdict) => {
  expect(verdictsOn(204, '', { 'content-length': length })).toEqual([['response.204/empty', verdict, undefined]])
})

test('204 that is told to come in pieces is warned of', () => {
  expect(verdictsOn(204, '', { 'transfer-encoding': 'chunked' })).toEqual([['response.204/empty', 'warn', undefined]])
})

test('a reply whose body is not promised to be empty is none of its business', () => {
  expect(verdictsOn(400, 'x')).toEqual([])
})
