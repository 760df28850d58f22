import { isDeepStrictEqual } from 'node:util'
import type { Contract } from '../contracts/contract.ts'
import type { CaseResult, PackedResult } from '../core/case.ts'
import type { CaseLine } from '../core/evidence-line.ts'
import { redactorFor } from '../core/redact.ts'
import type { RunCounts } from '../core/run-counts.ts'
import { counted } from '../reports/counted.ts'
import { packResult, unpackResult } from '../suites/packed-result.ts'
import { runInTurn } from '../suites/run-cases.ts'
import { secretsOf } from '../target/auth/open.ts'
import { restsOnSecrets } from './conformance.ts'
import type { Step } from './course.ts'
import type { EvidenceFile } from './evidence.ts'
import { Departure } from './playback.ts'
import { type RecordedSpec, standInSpec } from './recorded-spec.ts'
import { Refusal } from './refusal.ts'
import { replaying } from './replaying.ts'

export type JudgedAgain = {
  readonly results: readonly CaseResult[]
  readonly errors: readonly string[]
  readonly counts: RunCounts
  /** How many requests were derived, and were as recorded. */
  readonly derived: number
}

export type ToJudge = {
  readonly contract: Contract
  readonly settings: RecordedSpec
  readonly evidence: EvidenceFile
  readonly steps: readonly Step[]
}

/**
 * Runs the cases that follow from contract, settings and seed against what was recorded: every request must be the one
 * that was sent, and every case must tell what its line in the evidence tells.
 *
 * @throws Refusal where that is not so
 */
export const judgedAgain = async ({ contract, settings, evidence, steps }: ToJudge): Promise<JudgedAgain> => {
  assertInOrder(steps, evidence)
  const spec = standInSpec(settings)
  const redactor = redactorFor(secretsOf(spec))
  const order: string[] = []
  const replay = replaying({
    steps,
    exchange: evidence.exchange,
    redact: () => redactor,
    onEnded: (id) => order.push(`the exchange ${id}`),
  })
  try {
    const ran = await Promise.race([
      runInTurn(spec, contract, { outside: replay.outside, onCase: (id) => order.push(`the case ${id}`) }),
      replay.departed,
    ])
    replay.assertDone()
    const results = ran.results.map((result) => resolved(result, { contract, recorded: evidence.cases.get(result.id) }))
    const known = new Set(results.map(({ id }) => id))
    const more = [...evidence.cases.keys()].find((id) => !known.has(id))
    if (more !== undefined)
      throw new Refusal(`the evidence tells of the case ${more}, which does not follow from the contract`)
    const place = evidence.order.findIndex((line, index) => line !== order[index])
    if (place >= 0)
      throw new Refusal(`the evidence has ${evidence.order[place]} where ${order[place] ?? 'nothing'} follows`)
    if (replay.derived() !== evidence.sent.length)
      throw new Refusal(
        `the evidence holds ${counted(evidence.sent.length, 'exchange')}, of which ${replay.derived()} follow from contract and seed`,
      )
    return { results, errors: ran.errors, counts: ran.counts, derived: replay.derived() }
  } catch (error) {
    throw error instanceof Departure ? new Refusal(error.message) : error
  } finally {
    replay.close()
  }
}

/** Exchanges are written down as they end: what was moved, or put in, stands otherwise in the course of the run. */
const assertInOrder = (steps: readonly Step[], { sent }: EvidenceFile): void => {
  const ended = steps.flatMap((step) => (step.kind === 'ended' ? [step.id] : []))
  const place = sent.findIndex((id, index) => id !== ended[index])
  if (place >= 0)
    throw new Refusal(
      `the evidence has the exchange ${sent[place]} where the course of the run has ${ended[place] ?? 'none'}`,
    )
  if (ended.length > sent.length) throw new Refusal(`the evidence lacks the exchange ${ended[sent.length]}`)
}

type Recorded = { readonly contract: Contract; readonly recorded: CaseLine['result'] | undefined }

/** The result as it was found now, but for what only who knows the secrets can tell. */
const resolved = (result: CaseResult, { contract, recorded }: Recorded): CaseResult => {
  if (!recorded) throw new Refusal(`the evidence lacks the case ${result.id}`)
  const before = unpackResult({ ...recorded, exchanges: [] }, contract.requirements)
  const now = { ...result, ...openly(result) }
  const told = { ...before, ...openly(before) }
  if (!tellsTheSame(packResult(now, contract.requirements), packResult(told, contract.requirements)))
    throw new Refusal(`the evidence says other things of the case ${result.id} than its exchanges show`)
  return {
    ...result,
    evidence: [...now.evidence, ...before.evidence.filter(({ requirement }) => restsOnSecrets(requirement))],
    observed: { ...now.observed, ...secretly(before.observed) },
  }
}

const openly = ({ evidence, observed }: CaseResult): Pick<CaseResult, 'evidence' | 'observed'> => ({
  evidence: evidence.filter(({ requirement }) => !restsOnSecrets(requirement)),
  observed: Object.fromEntries(Object.entries(observed).filter(([id]) => !restsOnSecrets(id))),
})

const secretly = (observed: CaseResult['observed']): CaseResult['observed'] =>
  Object.fromEntries(Object.entries(observed).filter(([id]) => restsOnSecrets(id)))

/** As it stands in a file; the requests a case rests on are all there by themselves. */
const tellsTheSame = (one: PackedResult, other: PackedResult): boolean => {
  const [now, before] = [one, other].map(({ exchanges: _, ...result }) => JSON.stringify(result))
  return now === before || isDeepStrictEqual(JSON.parse(`${now}`), JSON.parse(`${before}`))
}
