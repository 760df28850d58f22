import type { Contract } from '../contracts/contract.ts'
import type { PackedResult } from '../core/case.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Redactor } from '../core/redact.ts'
import type { RunCounts } from '../core/run-counts.ts'
import type { RunSpec } from '../core/run-spec.ts'
import { openEvidence } from '../target/evidence-file.ts'

/** Writes what a run sends and finds to its file of evidence; nothing where the run keeps none. */
export type EvidenceKeeper = {
  readonly keep: (exchange: Exchange) => void
  /** Adds a case that is done, already redacted; with the fault of our own that ended it. */
  readonly keepCase: (result: () => PackedResult, error?: string) => void
  /** Why not all evidence could be written, so that nothing more is sent. */
  readonly unwritten: () => string | undefined
  readonly close: () => void
}

type Around = {
  readonly contract: Contract
  readonly redact: Redactor
  /** The exchange as it is written down, but for what is to be hidden in it. */
  readonly shown: (exchange: Exchange) => Exchange
  readonly counts: () => RunCounts
  /** Called once, with the reason why not all could be written. */
  readonly onUnwritten: (why: string) => void
}

export const evidenceKeeper = (
  spec: RunSpec,
  { contract, redact, shown, counts, onUnwritten }: Around,
): EvidenceKeeper => {
  // Where no evidence is kept nothing is redacted for it either, which would take a tenth of the time of a run.
  if (spec.evidence === undefined) return noEvidence
  const file = openEvidence(spec.evidence, { run: spec.runId ?? spec.tag, isWhole: spec.isWhole, onUnwritten })
  const keep = (exchange: Exchange): void =>
    file.add({
      kind: 'exchange',
      contract: contract.id,
      exchange: redact.exchange(shown(exchange)),
    })
  return {
    keep,
    keepCase: (packed, error) => {
      const result = packed()
      // What was not sent has no line yet, though a finding may name it.
      for (const one of result.exchanges) if (one.outcome.kind === 'withheld') keep(one)
      file.add({
        kind: 'case',
        contract: contract.id,
        result: { ...result, exchanges: result.exchanges.map(({ id }) => id) },
        counts: counts(),
        ...(error === undefined ? {} : { error }),
      })
    },
    unwritten: file.unwritten,
    close: file.close,
  }
}

const noEvidence: EvidenceKeeper = {
  keep: () => undefined,
  keepCase: () => undefined,
  unwritten: () => undefined,
  close: () => undefined,
}
