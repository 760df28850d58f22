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

test('a finding about no requirement is a fault of our own, not lost', () => {
  const result = sampleCase('case', [{ requirement: 'shop/none', verdict: 'fail', finding: sampleFinding() }])
  expect(() => packResult(result, requirements)).toThrow('case has a finding about shop/none, which is no requirement.')
})
