import { expect, test } from 'vitest'
import { type Evidence, failed } from '../core/finding.ts'
import { sampleKept as kept, sampleCase, sampleExchange, sampleFinding, sampleRequirement } from '../test/sample-run.ts'
import { withoutEchoes } from './echoes.ts'

const refused = (requirement: string): Evidence =>
  failed(requirement, sampleFinding({ kind: 'valid-refused', message: 'A valid request is refused' }))

const sku = 'shop/createOrder/request/sku/maxLength'
const status = 'shop/createOrder/response.200/status'
const requirements = [sku, status].map((id) => sampleRequirement(id))

const edgeOf = (operation: string, requirement = sku) =>
  sampleCase(`${operation}/edges/1`, [refused(requirement)], [], { kind: 'edges', operation })
const edge = edgeOf('createOrder')
const property = sampleCase(
  'createOrder/property/1',
  [
    refused(status),
    kept('shop/createOrder/response.400/parses'),
    failed('shop/createOrder/response.200/parses', sampleFinding({ message: 'The body is refused' })),
  ],
  [],
  { kind: 'property', operation: 'createOrder' },
)
const echoed = (root: string) => ({
  requirement: status,
  verdict: 'inconclusive',
  reason: `a random valid request was refused too, most likely for ${root}`,
})

test('a random request that is refused echoes what a case of its own found', () => {
  expect(withoutEchoes([edge, property], requirements)).toEqual([
    edge,
    { ...property, evidence: [echoed(sku), ...property.evidence.slice(1)] },
  ])
})

test('without such a case it is a finding itself', () => {
  expect(withoutEchoes([property], requirements)).toEqual([property])
})

test('what another operation refuses is no root, also where operations are called by their paths', () => {
  const other = edgeOf('getOrder', 'shop/getOrder/request/id/maxLength')
  expect(withoutEchoes([other, property], requirements)).toEqual([other, property])
  const [a, b] = ['get /a', 'get /b']
  const random = { ...property, id: `${b}/property/1`, operation: b as string }
  expect(withoutEchoes([edgeOf(a as string), random], requirements)).toEqual([edgeOf(a as string), random])
})

test('a should explains a must where the request shows that it is refused for that', () => {
  const soft = sampleRequirement('shop/createOrder/request/note/optional', { level: 'should' })
  const blames = { place: 'note', because: 'absent' } as const
  const root = sampleCase(
    'createOrder/valid/minimal',
    [failed(soft.id, sampleFinding({ kind: 'valid-refused', blames }))],
    [],
    { kind: 'valid', operation: 'createOrder' },
  )
  const randomWith = (body: string) => ({
    ...property,
    evidence: [refused(status)],
    exchanges: [
      sampleExchange(sampleFinding().exchange, { request: { method: 'POST', path: '/', headers: {}, body } }),
    ],
  })
  const verdictWith = (body: string) =>
    withoutEchoes([root, randomWith(body)], [...requirements, soft])[1]?.evidence[0]?.verdict
  expect(['{"sku":"a"}', '{"note":"b"}', 'no JSON'].map(verdictWith)).toEqual(['inconclusive', 'fail', 'fail'])
})

test('a should does not hide a must, and the must of several roots is named', () => {
  const soft = sampleRequirement('shop/createOrder/request/note/maxLength', { level: 'should' })
  const all = [...requirements, soft]
  const gentle = edgeOf('createOrder', soft.id)
  expect(withoutEchoes([gentle, property], all)).toEqual([gentle, property])
  expect(withoutEchoes([gentle, edge, property], all)[2]?.evidence[0]).toEqual(echoed(sku))
  const random = { ...property, evidence: [refused(soft.id)] }
  expect(withoutEchoes([edge, random], all)[1]?.evidence[0]?.verdict).toBe('inconclusive')
})
