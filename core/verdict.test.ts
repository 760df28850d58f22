import { describe, expect, test } from 'vitest'
import type { Level } from './requirement.ts'
import { type Outcome, outcomeOf, overall, type Verdict, worst } from './verdict.ts'

describe('worst', () => {
  test.each<[readonly Verdict[], Verdict]>([
    [[], 'untested'],
    [['untested', 'pass'], 'pass'],
    [['pass', 'warn'], 'warn'],
    [['warn', 'inconclusive', 'pass'], 'inconclusive'],
    [['inconclusive', 'error'], 'error'],
    [['pass', 'fail', 'error', 'untested'], 'fail'],
  ])('of %j is %s', (all, verdict) => {
    expect(worst(all)).toBe(verdict)
  })
})

describe('outcomeOf', () => {
  test.each<[readonly `${Level} ${Verdict}`[], Outcome]>([
    [[], 'incomplete'],
    [['must pass'], 'conformant'],
    [['must warn'], 'conformant'],
    [['must pass', 'must untested', 'should warn', 'may inconclusive'], 'conformant'],
    [['must pass', 'should fail'], 'nonconformant'],
    [['must fail', 'must inconclusive'], 'nonconformant'],
    [['must pass', 'must inconclusive'], 'incomplete'],
    [['must pass', 'must error'], 'incomplete'],
    [['must pass', 'should inconclusive'], 'conformant'],
    [['must untested', 'should pass'], 'incomplete'],
  ])('of %j is %s', (judged, outcome) => {
    const parsed = judged.map((one) => {
      const [level, verdict] = one.split(' ') as [Level, Verdict]
      return { level, verdict }
    })
    expect(outcomeOf(parsed)).toBe(outcome)
  })
})

describe('overall', () => {
  test.each<[readonly Outcome[], Outcome]>([
    [[], 'incomplete'],
    [['conformant', 'conformant'], 'conformant'],
    [['conformant', 'incomplete'], 'incomplete'],
    [['incomplete', 'nonconformant', 'conformant'], 'nonconformant'],
  ])('of %j is %s', (outcomes, outcome) => {
    expect(overall(outcomes)).toBe(outcome)
  })
})
