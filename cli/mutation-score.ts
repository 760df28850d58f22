import { counted } from '../reports/counted.ts'
import type { MutantRun } from './mutation.ts'

/** How a run with a mutant ended. */
export type Fate = 'detected' | 'unusable' | 'blinded' | 'survived' | 'unmet'

/**
 * Unmet: it changed nothing, so there was nothing to see. Unusable: the run failed for want of a usable target. Blinded:
 * nothing is red, but less was judged.
 */
export const fateOf = ({ tally, detected, blinded, isUnusable }: MutantRun): Fate => {
  if (tally.changed === 0) return 'unmet'
  if (detected.length > 0) return 'detected'
  if (isUnusable) return 'unusable'
  return blinded.length > 0 ? 'blinded' : 'survived'
}

/** Whether a mutant is against the contract by what one exchange shows. All others show only beside other exchanges. */
export const isPlain = ({ tally }: MutantRun): boolean => tally.against > 0

export type Score = Readonly<Record<Fate, number>> & { readonly name: string }

/** A row for each operator, in the order in which they were met, and one for all. */
export const scoresOf = (runs: readonly MutantRun[]): readonly Score[] => {
  const names = [...new Set(runs.map(({ operator }) => operator))]
  return [
    ...names.map((name) =>
      scoreOf(
        name,
        runs.filter(({ operator }) => operator === name),
      ),
    ),
    scoreOf('against what the contract says of one reply', runs.filter(isPlain)),
    scoreOf(
      'seen only beside other exchanges',
      runs.filter((run) => !isPlain(run)),
    ),
    scoreOf('all', runs),
  ]
}

const scoreOf = (name: string, runs: readonly MutantRun[]): Score => {
  const count = (fate: Fate): number => runs.filter((run) => fateOf(run) === fate).length
  return {
    name,
    detected: count('detected'),
    unusable: count('unusable'),
    blinded: count('blinded'),
    survived: count('survived'),
    unmet: count('unmet'),
  }
}

/** As text: detected of those that were met, and what became of the others. */
export const scoreText = (runs: readonly MutantRun[]): string => {
  const survivors = runs.filter((run) => ['survived', 'blinded', 'unusable'].includes(fateOf(run)))
  return [
    ...scoresOf(runs).map(rowOf),
    ...(survivors.length > 0 ? ['', 'Not detected:'] : []),
    ...survivors.map(
      (run) =>
        `  ${run.contract} ${run.mutant}${reasonOf(run)}${isPlain(run) ? '' : ' (no rule for one reply is against it)'}`,
    ),
    '',
  ].join('\n')
}

/** What became of the run, where it is not green. */
const reasonOf = (run: MutantRun): string => {
  switch (fateOf(run)) {
    case 'blinded':
      return ` (${counted(run.blinded.length, 'requirement')} not judged)`
    case 'unusable':
      return ' (the run failed: no valid request was answered)'
    default:
      return ''
  }
}

const rowOf = ({ name, detected, unusable, blinded, survived, unmet }: Score): string => {
  const met = detected + unusable + blinded + survived
  const share = met === 0 ? '–' : `${Math.round((100 * detected) / met)} %`
  const rest = [
    unusable > 0 ? `${unusable} made the target unusable` : undefined,
    blinded > 0 ? `${blinded} only judged less` : undefined,
    survived > 0 ? `${survived} survived` : undefined,
    unmet > 0 ? `${unmet} not met` : undefined,
  ].filter((part) => part !== undefined)
  return `${name.padEnd(46)} ${`${detected} of ${met}`.padStart(11)} ${share.padStart(6)}${rest.length > 0 ? `  (${rest.join(', ')})` : ''}`
}
