import type { JsonObject } from '../../core/json.ts'
import type { Breakage } from '../breakage.ts'
import type { Answer } from './answer.ts'
import type { Call } from './call.ts'
import type { Problem } from './problem.ts'
import type { Submission } from './submission.ts'

/** The places at which a fault can make the service misbehave. */
export type Hooks = {
  /** Whether a broken requirement goes unnoticed. */
  overlooks(requirement: string, call: Call): boolean
  /** Problems that the service sees in requests that have none. */
  finds(call: Call): readonly Problem[]
  submits(submission: Submission, call: Call): Submission
  answers(answer: Answer, call: Call): Answer
  breaks(answer: Answer, call: Call): Breakage | undefined
  tells(event: JsonObject): JsonObject
}

/** Hooks that do all of it, one after the other. */
export const combined = (all: readonly Partial<Hooks>[]): Hooks => ({
  overlooks: (requirement, call) => all.some(({ overlooks }) => overlooks?.(requirement, call)),
  finds: (call) => all.flatMap(({ finds }) => finds?.(call) ?? []),
  submits: (submission, call) => all.reduce((result, { submits }) => submits?.(result, call) ?? result, submission),
  answers: (answer, call) => all.reduce((result, { answers }) => answers?.(result, call) ?? result, answer),
  breaks: (answer, call) => all.map(({ breaks }) => breaks?.(answer, call)).find((breakage) => breakage !== undefined),
  tells: (event) => all.reduce((result, { tells }) => tells?.(result) ?? result, event),
})
