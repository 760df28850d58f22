import type { Contract } from '../contracts/contract.ts'
import { loadContract } from '../contracts/load.ts'
import type { Layer } from '../core/layer.ts'
import type { Verdict } from '../core/verdict.ts'
import { mutated, type Recorded, recording, rehearsed, type Tally } from '../mutants/layer.ts'
import type { Mutant } from '../mutants/mutant.ts'
import type { Reference } from '../reference/reference.ts'
import { type CasesByRequest, casesByRequest } from './cases-by-request.ts'
import { type Verdicts, verdictsOf } from './kill.ts'
import { brisk, type Patience, patient, reportOf } from './selftest.ts'

/** A reference, and what the harness says of it when nothing is changed. */
export type MutationSubject = {
  readonly reference: Reference
  readonly contract: Contract
  readonly seed: number
  readonly before: Verdicts
  readonly recorded: readonly Recorded[]
  /** Ids of the cases that sent what was recorded. */
  readonly casesOf: CasesByRequest['of']
}

/** What the harness made of one mutant. */
export type MutantRun = {
  readonly contract: string
  readonly mutant: string
  readonly operator: string
  readonly operation: string
  readonly place: string
  readonly tally: Tally
  /** Requirements that fail or warn and did not before. */
  readonly detected: readonly Turned[]
  /** Requirements that passed before and could not be judged any more. */
  readonly blinded: readonly Turned[]
  readonly requests: number
  /** The run said that nothing can be judged: the command fails, and names no requirement. */
  readonly isUnusable: boolean
}

export type Turned = { readonly requirement: string; readonly verdict: Verdict }

export const mutationSubjectOf = async (reference: Reference, seed: number): Promise<MutationSubject> => {
  const contract = await loadContract(reference.contract)
  const { layer, recorded } = recording(contract)
  const { outside, of } = casesByRequest()
  const before = verdictsOf(await reportOf({ reference, contract, seed, layer, outside }))
  return { reference, contract, seed, before, recorded, casesOf: of }
}

/** So many cases are run before the whole harness is: most mutants are detected by the first that meet them. */
const mostFirst = 40

/**
 * Whether the harness detects a mutant: some of the cases whose requests meet it are run first, and the whole harness where
 * they do not detect it. Not all that would turn red is known then.
 */
export const detectMutant = async (subject: MutationSubject, mutant: Mutant): Promise<MutantRun> => {
  const { contract, recorded, casesOf } = subject
  const { met } = await rehearsed(contract, mutant, recorded)
  const cases = [...new Set(met.flatMap(({ call }) => casesOf(call.sent)))].slice(0, mostFirst)
  const first = cases.length > 0 ? await runMutant(subject, mutant, cases) : undefined
  if (first && first.detected.length > 0) {
    // What fails beside few cases only, without the mutant too, has detected nothing.
    const { detected } = await turnedBy(subject, { cases })
    const alone = new Set(detected.map(({ requirement }) => requirement))
    const own = first.detected.filter(({ requirement }) => !alone.has(requirement))
    if (own.length > 0) return { ...first, detected: own }
  }
  return runMutant(subject, mutant)
}

/** Runs the whole harness, or only some cases of it, against a reference with one mutant before it. */
export const runMutant = async (
  subject: MutationSubject,
  mutant: Mutant,
  cases?: readonly string[],
): Promise<MutantRun> => {
  const { layer, tally } = mutated(subject.contract, mutant)
  // What hangs is waited for in vain.
  const patience = mutant.operator === 'transport/silence' ? brisk : patient
  const turned = await turnedBy(subject, { layer, patience, ...(cases ? { cases } : {}) })
  return {
    contract: subject.contract.id,
    mutant: mutant.id,
    operator: mutant.operator,
    operation: mutant.operation,
    place: mutant.place,
    tally: tally(),
    ...turned,
  }
}

export type Changed = {
  readonly layer?: Layer
  readonly faults?: readonly string[]
  /** @defaultValue patient */
  readonly patience?: Patience
  /** Ids of the cases to run. @defaultValue all */
  readonly cases?: readonly string[]
}

/** What a run against a changed reference says otherwise than one against the reference as it is. */
export const turnedBy = async (
  { reference, contract, seed, before }: MutationSubject,
  changed: Changed,
): Promise<Pick<MutantRun, 'detected' | 'blinded' | 'requests' | 'isUnusable'>> => {
  const report = await reportOf({ reference, contract, seed, ...changed })
  const turned = [...verdictsOf(report)]
    .filter(([requirement, verdict]) => before.get(requirement) !== verdict)
    .map(([requirement, verdict]): Turned => ({ requirement, verdict }))
  return {
    detected: turned.filter(({ requirement, verdict }) => isWorse(verdict, before.get(requirement))),
    // Of an unusable target nothing is judged: that tells of no promise by itself.
    blinded: turned.filter(
      ({ requirement, verdict }) =>
        report.run.outcome !== 'unusable' &&
        before.get(requirement) === 'pass' &&
        (verdict === 'inconclusive' || verdict === 'untested'),
    ),
    requests: report.run.requests,
    isUnusable: report.run.outcome === 'unusable',
  }
}

/** An error of our own has detected nothing. */
const isWorse = (verdict: Verdict, before: Verdict | undefined): boolean =>
  verdict === 'fail' || (verdict === 'warn' && before !== 'fail')
