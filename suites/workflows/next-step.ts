import type { Goal, Step } from '../../contracts/workflows/workflow.ts'
import type { Run, StepOutcome } from './run.ts'

/** What is done next. */
export type Turn =
  | { readonly kind: 'step'; readonly index: number }
  | { readonly kind: 'workflow'; readonly workflow: string }
  | { readonly kind: 'end' }
  | { readonly kind: 'stopped'; readonly why: string; readonly isUntried: boolean }

type Done = { readonly step: Step; readonly index: number; readonly outcome: StepOutcome }

/** The action that a step came to, else the next step where it succeeded, and the end where it did not. */
export const nextOf = ({ workflow }: Run, { index, outcome }: Done): Turn => {
  if (outcome.kind === 'stopped') return outcome
  const { action } = outcome
  if (action?.kind === 'end') return { kind: 'end' }
  if (action?.kind === 'goto') return turnTo(action.to, workflow.steps)
  return outcome.kind === 'succeeded'
    ? { kind: 'step', index: index + 1 }
    : { kind: 'stopped', why: outcome.why, isUntried: false }
}

const turnTo = (to: Goal, steps: readonly Step[]): Turn =>
  to.kind === 'workflow' ? to : { kind: 'step', index: steps.findIndex(({ id }) => id === to.step) }
