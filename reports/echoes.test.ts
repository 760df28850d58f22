import { expect, test } from 'vitest'
import { broken, type Evidence } from '../core/finding.ts'
import { sampleKept as kept, sampleCase, sampleFinding } from '../test/sample-run.ts'
import { withoutEchoes } from './echoes.ts'

const refused = (requirement: string): Evidence =>
  broken(requirement, sampleFinding({ message: 'A valid request is refused' }))

const edge = sampleCase('createOrder/edges/1', [refused('shop/createOrder/request/sku/maxLength')])
const property = sampleCase('createOrder/property/1', [
  refused('shop/createOrder/response.200/status'),
  kept('shop/createOrder/response.400/parses'),
  broken('shop/createOrder/response.200/parses', sampleFinding({ message: 'The body is not JSON' })),
])

test('a random request that is refused echoes what a case of its own found', () => {
  expect(withoutEchoes([edge, property])).toEqual([
    edge,
    {
      ...property,
      evidence: [
        {
          requirement: 'shop/createOrder/response.200/status',
          verdict: 'inconclusive',
          reason: 'a random valid request was refused too, most likely for shop/createOrder/request/sku/maxLength',
        },
        ...property.evidence.slice(1),
      ],
    },
  ])
})

test('without such a case it is a finding itself', () => {
  expect(withoutEchoes([property])).toEqual([property])
})

test('what another operation refuses is no root', () => {
  const other = sampleCase('getOrder/edges/1', [refused('shop/getOrder/request/id/maxLength')])
  expect(withoutEchoes([other, property])).toEqual([other, property])
})
