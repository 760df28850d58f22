import { expect, test } from 'vitest'
import { sampleCase, sampleFinding } from '../test/sample-run.ts'
import { failed } from './finding.ts'
import { redactorFor } from './redact.ts'
import { redactedResult } from './redact-result.ts'

const redactor = redactorFor({ $ASSAY_TOKEN: 'sesame-4711' })

const ruleAfter = (finding: Parameters<typeof sampleFinding>[0]) =>
  redactedResult(sampleCase('a', [failed('shop/a', sampleFinding(finding))]), redactor).evidence[0]?.finding?.rule

test('a secret that is the name of an undocumented member stands nowhere in a finding', () => {
  expect(ruleAfter({ rule: { kind: 'undocumented', member: 'sesame-4711' } })).toEqual({
    kind: 'undocumented',
    member: '$ASSAY_TOKEN',
  })
})

test('a rule of the contract stays what it is', () => {
  const rule = { kind: 'keyword', keyword: 'pattern', value: 'sesame-4711' } as const
  expect(ruleAfter({ rule })).toEqual(rule)
})
