// A small run of an imaginary shop, for tests of reports: every part can be replaced.
import type { CaseFacts, CaseResult } from '../core/case.ts'
import type { Exchange, WireReply } from '../core/exchange.ts'
import { type Evidence, type Finding, passed } from '../core/finding.ts'
import { observedIn } from '../core/observed.ts'
import type { Requirement } from '../core/requirement.ts'
import { buildReport } from '../reports/build.ts'
import type { ContractRun, RunFacts } from '../reports/contract-run.ts'

export const facts: RunFacts = {
  version: '1.2.3',
  seed: 7,
  startedAt: new Date('2024-02-29T10:45:15Z'),
  durationMs: 1234.4,
  interrupted: false,
}

export const sampleRequirement = (id: string, parts: Partial<Requirement> = {}): Requirement => ({
  id,
  operation: id.split('/')[1] ?? '',
  level: 'must',
  title: `the promise ${id}`,
  source: { document: '001 Orders', section: 'Contracts / Order' },
  ambiguities: [],
  testedBy: { kind: 'violation', how: 'breaks it' },
  fixtures: [],
  ...parts,
})

export const sampleReply = (parts: Partial<WireReply> = {}): WireReply => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: '{"id":"1"}',
  ms: 3.5,
  ...parts,
})

export const sampleExchange = (id: string, parts: Partial<Exchange> = {}): Exchange => ({
  id,
  operation: 'createOrder',
  request: {
    method: 'POST',
    path: '/orders',
    headers: { Authorization: 'Bearer $ASSAY_TOKEN', 'Content-Type': 'application/json' },
    body: '{"sku":""}',
    secrets: [{ in: 'header Authorization', at: 7, name: '$ASSAY_TOKEN' }],
  },
  outcome: { kind: 'reply', reply: sampleReply() },
  ...parts,
})

export const sampleFinding = (parts: Partial<Finding> = {}): Finding => ({
  message: 'sku: one character too few ("") is accepted',
  at: 'status',
  expected: '400',
  received: 'it answers 200 {"id":"1"}',
  exchange: 'createOrder/violation/sku/minLength#1',
  ...parts,
})

/** Kept, in an exchange whose id does not matter. */
export const sampleKept = (requirement: string): Evidence => passed(requirement, 'createOrder/a#1')

/** A case with what it showed and the exchanges it rests on. */
export const sampleCase = (
  id: string,
  evidence: readonly Evidence[],
  exchanges: readonly Exchange[] = [],
  facts: CaseFacts = { kind: 'violation', operation: 'createOrder' },
): CaseResult => {
  const seen = evidence.map((one) => (one.verdict === 'pass' ? { exchange: `${id}#1`, ...one } : one))
  return { id, title: id, ...facts, evidence, observed: observedIn(seen), exchanges, created: [] }
}

export const sampleRun = (parts: Partial<ContractRun> = {}): ContractRun => ({
  id: 'shop',
  title: 'Shop',
  digest: 'a'.repeat(64),
  target: 'http://127.0.0.1:8080',
  requirements: [],
  results: [],
  counts: { sent: 3, answered: 3, throttled: 0, repeated: 0, accepted: 1 },
  errors: [],
  settings: {
    contract: 'shop',
    tag: 'k3m9x2',
    runs: 48,
    reading: 'lenient',
    timeoutMs: 10_000,
    settleMs: 10_000,
    headers: {},
    fixtures: {},
    authenticated: true,
  },
  ...parts,
})

const minLength = 'shop/createOrder/request/sku/minLength'
const maxLength = 'shop/createOrder/request/sku/maxLength'
const response = 'shop/createOrder/response.200/status'
const wide = 'shop/createOrder/response.200/content-type'
const soft = 'shop/createOrder/protocol/wrong-method'
const open = 'shop/getOrder/response.200/status'
const untried = 'shop/getOrder/response.500/parses'

/** One requirement of each verdict, and one finding with all that belongs to it. */
export const mixedRun = (): ContractRun =>
  sampleRun({
    requirements: [
      sampleRequirement(minLength, {
        title: 'sku is at least 1 long',
        source: { document: '001 Orders', section: 'Order', row: 'sku' },
      }),
      sampleRequirement(maxLength, { title: 'sku is at most 9 long' }),
      sampleRequirement(response, { title: 'A valid request is answered 200' }),
      sampleRequirement(wide, { title: 'Replies 200 are labelled application/json', ambiguities: [46] }),
      sampleRequirement(soft, { title: 'Only POST performs the operation', level: 'should' }),
      sampleRequirement(open, { title: 'An order can be read' }),
      sampleRequirement(untried, {
        title: 'Replies 500 are well-formed',
        testedBy: { kind: 'nothing', how: 'a fault inside the target cannot be caused from outside' },
      }),
    ],
    results: [
      sampleCase(
        'createOrder/violation/sku/minLength',
        [{ requirement: minLength, verdict: 'fail', finding: sampleFinding() }],
        [sampleExchange('createOrder/violation/sku/minLength#1')],
      ),
      sampleCase('createOrder/violation/sku/maxLength', [{ requirement: maxLength, verdict: 'pass' }]),
      sampleCase(
        'createOrder/valid/minimal',
        [
          { requirement: response, verdict: 'pass' },
          {
            requirement: wide,
            verdict: 'warn',
            finding: sampleFinding({
              message: 'The reply is labelled application/problem+json',
              at: 'header content-type',
              expected: 'application/json',
              received: 'application/problem+json',
              exchange: 'createOrder/valid/minimal#1',
              ambiguities: [46],
            }),
          },
        ],
        [sampleExchange('createOrder/valid/minimal#1')],
        { kind: 'valid', operation: 'createOrder' },
      ),
      sampleCase(
        'createOrder/protocol/wrong-method',
        [
          {
            requirement: soft,
            verdict: 'fail',
            finding: sampleFinding({
              message: 'The path with another method is accepted',
              expected: '404 or 405',
              exchange: 'createOrder/protocol/wrong-method#1',
            }),
          },
        ],
        [sampleExchange('createOrder/protocol/wrong-method#1')],
      ),
      sampleCase('getOrder/valid/minimal', [
        { requirement: open, verdict: 'inconclusive', reason: 'no reply within 100 ms' },
      ]),
    ],
  })

export const mixedReport = () => buildReport(facts, [mixedRun()])
