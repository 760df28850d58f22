import type { Level } from './requirement.ts'

/**
 * What a run showed about one requirement.
 *
 * `inconclusive` is not a mild `fail`: a target that never answered has neither kept nor broken its contract.
 */
export type Verdict = 'pass' | 'warn' | 'fail' | 'inconclusive' | 'untested' | 'error'

/** Worst first: a requirement's verdict is its worst evidence. */
export const verdicts: readonly Verdict[] = ['fail', 'error', 'inconclusive', 'warn', 'pass', 'untested']

export const worst = (all: readonly Verdict[]): Verdict =>
  verdicts.find((verdict) => all.includes(verdict)) ?? 'untested'

/** `unusable`: nothing of the contract was reached at the target, so nothing was judged. */
export type Outcome = 'conformant' | 'nonconformant' | 'incomplete' | 'unusable'

export type Judged = { readonly level: Level; readonly verdict: Verdict }

/** `nonconformant` with any fail; `incomplete` where a must stayed open or nothing that must be kept was seen kept. */
export const outcomeOf = (judged: readonly Judged[]): Outcome => {
  if (judged.some(({ verdict }) => verdict === 'fail')) return 'nonconformant'
  const musts = judged.filter(({ level }) => level === 'must').map(({ verdict }) => verdict)
  const open = musts.some((verdict) => verdict === 'inconclusive' || verdict === 'error')
  return open || !musts.some((verdict) => verdict === 'pass' || verdict === 'warn') ? 'incomplete' : 'conformant'
}

/** The worst outcome of several contracts. */
export const overall = (outcomes: readonly Outcome[]): Outcome => {
  if (outcomes.includes('nonconformant')) return 'nonconformant'
  if (outcomes.includes('unusable')) return 'unusable'
  return outcomes.length > 0 && outcomes.every((outcome) => outcome === 'conformant') ? 'conformant' : 'incomplete'
}
