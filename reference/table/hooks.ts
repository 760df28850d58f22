import type { JsonObject } from '../../core/json.ts'
import type { Breakage } from '../breakage.ts'
import type { Answer, Problem } from './answer.ts'
import type { Call } from './call.ts'

/** The places at which a fault can make a service misbehave. */
export type Hooks = {
  /** Whether a broken requirement goes unnoticed. */
  overlooks(requirement: string, call: Call): boolean
  /** Problems that the service sees in requests that have none. */
  finds(call: Call): readonly Problem[]
  /** What a success says, before it is written down. */
  says(value: JsonObject, call: Call): JsonObject
  answers(answer: Answer, call: Call): Answer
  breaks(answer: Answer, call: Call): Breakage | undefined
}

/** Hooks that do all of it, one after the other. */
export const combined = (all: readonly Partial<Hooks>[]): Hooks => ({
  overlooks: (requirement, call) => all.some(({ overlooks }) => overlooks?.(requirement, call)),
  finds: (call) => all.flatMap(({ finds }) => finds?.(call) ?? []),
  says: (value, call) => all.reduce((result, { says }) => says?.(result, call) ?? result, value),
  answers: (answer, call) => all.reduce((result, { answers }) => answers?.(result, call) ?? result, answer),
  breaks: (answer, call) => all.map(({ breaks }) => breaks?.(answer, call)).find((breakage) => breakage !== undefined),
})

/** What is wrong with a request: the first stage with a problem that is noticed answers. */
export const problemsOf = (
  stages: readonly ((call: Call) => readonly Problem[])[],
  { overlooks, finds }: Hooks,
  call: Call,
): readonly Problem[] => {
  const seen = stages.map((stage) => stage(call).filter(({ requirement }) => !overlooks(requirement, call)))
  return [...seen, finds(call)].find((problems) => problems.length > 0) ?? []
}
