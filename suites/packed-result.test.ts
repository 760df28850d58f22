import { expect, test } from 'vitest'
import type { Evidence } from '../core/finding.ts'
import { sampleCase, sampleFinding, sampleRequirement } from '../test/sample-run.ts'
import { packResult, registered, unpackResult } from './packed-result.ts'

const requirements = ['shop/a', 'shop/b'].map((id) => sampleRequirement(id))

const inconclusive = { requirement: 'shop/b', verdict: 'inconclusive', reason: 'no answer' } as const
const kept = { requirement: 'shop/a', verdict: 'pass' } as const
const shown = { ...kept, exchange: 'case#2' } as const

test('a result is the same after its journey, with the number of exchanges that could have broken each requirement', () => {
  const result = { ...sampleCase('case', [kept, inconclusive]), observed: { 'shop/a': 16, 'shop/b': 2 } }
  expect(unpackResult(packResult(result, requirements), requirements)).toEqual(result)
})

test('which exchange shows what was kept is known after the journey too, of the case itself or of another', () => {
  const elsewhere = { requirement: 'shop/b', verdict: 'pass', exchange: 'set-up/order#1' } as const
  const packed = packResult(sampleCase('case', [shown, elsewhere]), requirements)
  expect(packed.shownBy).toEqual([
    ['#2', [0]],
    ['set-up/order#1', [1]],
  ])
  expect(unpackResult(packed, requirements).evidence).toEqual([shown, elsewhere])
})

test('what was kept twice is packed the same when it is packed again', () => {
  const twice = sampleCase('case', [
    kept,
    { ...kept, requirement: 'shop/b', exchange: 'case#1' },
    shown,
    { ...shown, exchange: 'case#3' },
  ])
  const packed = packResult(twice, requirements)
  expect(packed.shownBy).toEqual([
    ['#2', [0]],
    ['#1', [1]],
  ])
  expect(packResult(unpackResult(packed, requirements), requirements)).toEqual(packed)
})

test.each<[string, Evidence]>([
  ['pass', { requirement: 'shop/none', verdict: 'pass', exchange: 'case#1' }],
  ['inconclusive', { requirement: 'shop/none', verdict: 'inconclusive', reason: 'no answer' }],
  ['untested', { requirement: 'shop/none', verdict: 'untested', reason: 'no fixture' }],
])('to tell that something is %s which is no requirement is a fault of our own, not lost', (verdict, evidence) => {
  const message = `case tells that shop/none is ${verdict}, which is no requirement.`
  expect(() => packResult(sampleCase('case', [kept, evidence]), requirements)).toThrow(message)
  expect(() => registered(sampleCase('case', [kept, evidence]), requirements)).toThrow(message)
})

test('a fault of our own needs no requirement: it is told by itself', () => {
  const error = { requirement: 'shop/transport', verdict: 'error', reason: 'a bug' } as const
  expect(registered(sampleCase('case', [error, kept]), requirements).evidence).toEqual([kept])
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

test('findings that are told at one requirement were seen in the exchanges of either', () => {
  const near = [sampleRequirement('shop/get/response.200/size/type')]
  const result = {
    ...broken('shop/get/response.200/size/then'),
    observed: { 'shop/get/response.200/size/then': 2, 'shop/get/response.200/other': 9 },
  }
  expect(packResult(result, near).observed).toEqual([[0, 2]])
})

test('a finding that no requirement is near to is a fault of our own, not lost', () => {
  expect(() => packResult(broken('shop/get/response.404/a/type'), requirements)).toThrow(
    'case has a finding about shop/get/response.404/a/type, which is no requirement.',
  )
})
