import { sampleOf } from '../mutants/sample.ts'
import type { Reference } from '../reference/reference.ts'
import { type MutantRun, mutationSubjectOf } from './mutation.ts'
import { fateOf, scoreText } from './mutation-score.ts'
import { print, tell } from './print.ts'
import { inPieces, runPieces } from './selftest-pool.ts'

export type MutantsOptions = { readonly count: number; readonly seed: number; readonly json?: true }

/** `assay selftest --mutants N`: how many of so many mutants of each contract the harness detects. */
export const mutantsCommand = async (references: readonly Reference[], options: MutantsOptions): Promise<void> => {
  const runs: MutantRun[] = []
  for (const reference of references) runs.push(...(await runSample(reference, options)))
  print(options.json ? `${JSON.stringify(runs, null, 2)}\n` : `\n${scoreText(runs)}`)
}

const runSample = async (
  reference: Reference,
  { count, seed, json }: MutantsOptions,
): Promise<readonly MutantRun[]> => {
  const subject = await mutationSubjectOf(reference, seed)
  const { mutants, unmet } = await sampleOf(subject.contract, subject.recorded, { count, seed })
  // What is read by another program stands alone on stdout.
  const show = json ? tell : print
  show(`${reference.contract}: ${mutants.length} mutants; ${unmet} others looked at change nothing\n`)
  const ids = mutants.map(({ id }) => id)
  const runs = await runPieces(inPieces({ contract: reference.contract, seed, kind: 'mutant', ids }), (run) =>
    show(lineOf(run)),
  )
  return runs.toSorted((one, other) => ids.indexOf(one.mutant) - ids.indexOf(other.mutant))
}

const marks = { detected: '✓', unusable: '○', blinded: '○', survived: '✗', unmet: '–' } as const

const lineOf = (run: MutantRun): string => {
  const [first] = run.detected
  const seen = first ? `${first.verdict} ${first.requirement}` : fateOf(run)
  return `${marks[fateOf(run)]} ${run.contract} ${run.mutant}  ${seen}\n`
}
