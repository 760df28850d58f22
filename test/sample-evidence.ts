// Lines of the evidence of a small run.
import type { CaseLine, RunLine } from '../core/evidence-line.ts'
import { noCounts } from '../core/run-counts.ts'
import { sampleFinding, sampleRun } from './sample-run.ts'

export const sampleRunLine = ({
  contract = 'shopctrl',
  settings,
  ...other
}: Partial<Omit<RunLine, 'settings'>> & { readonly settings?: Partial<RunLine['settings']> } = {}): RunLine => ({
  kind: 'run',
  schema: 'assay.evidence/1',
  version: '1.0.0',
  seed: 7,
  startedAt: '2024-02-29T10:45:15Z',
  contract,
  digest: 'd',
  target: 'http://127.0.0.1:8080',
  settings: { ...sampleRun().settings, contract, ...settings },
  ...other,
})

/** A case with a finding in its first exchange, which made something. */
export const sampleCaseLine = (exchanges: readonly [string, ...string[]]): CaseLine => ({
  kind: 'case',
  contract: 'shopctrl',
  result: {
    id: 'a',
    title: 'a case',
    kind: 'valid',
    operation: 'addPayment',
    kept: [0, 1],
    other: [
      {
        requirement: 'shopctrl/addPayment/response.201/status',
        verdict: 'fail',
        finding: sampleFinding({ exchange: exchanges[0] }),
      },
    ],
    observed: [[0, 1]],
    exchanges,
    created: ['one'],
    ledger: [{ what: 'a payment', request: 'a#1', cleanup: 'none', detail: 'left' }],
    attempts: [{ operation: 'addPayment', madeUp: [], answer: { kind: 'taken', status: 200 } }],
  },
  counts: { ...noCounts, sent: 1, answered: 1, accepted: 1 },
})
