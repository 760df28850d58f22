import { expect, test } from 'vitest'
import { sampleCase, sampleFinding, sampleRequirement } from '../test/sample-run.ts'
import { packResult, unpackResult } from './packed-result.ts'

const requirements = ['shop/a', 'shop/b'].map((id) => sampleRequirement(id))

test('a result is the same after its journey; only what speaks of no requirement is left behind', () => {
  const open = { requirement: 'shop/b', verdict: 'inconclusive', reason: 'no answer' } as const
  const kept = { requirement: 'shop/a', verdict: 'pass' } as const
  const result = sampleCase('case', [kept, { requirement: 'shop/none', verdict: 'pass' }, open])
  expect(unpackResult(packResult(result, requirements), requirements)).toEqual(sampleCase('case', [kept, open]))
})

const broken = (requirement: string) => sampleCase('case', [{ requirement, verdict: 'fail', finding: sampleFinding() }])

test.each([
  ['shop/get/response.200/size/then', 'shop/get/response.200/size/type'],
  ['shop/get/response.200/size/unit/pattern', 'shop/get/response.200/size/type'],
  ['shop/get/response.200/colour/enum', 'shop/get/response.200/body/type'],
])('a finding about %s is told at %s', (lost, found) => {
  const near = ['body/type', 'size/minimum', 'size/type'].map((one) =>
    sampleRequirement(`shop/get/response.200/${one}`),
  )
  expect(packResult(broken(lost), near).other.map(({ requirement }) => requirement)).toEqual([found])
})

test('a finding that no requirement is near to is a fault of our own, not lost', () => {
  expect(() => packResult(broken('shop/get/response.404/a/type'), requirements)).toThrow(
    'case has a finding about shop/get/response.404/a/type, which is no requirement.',
  )
})
