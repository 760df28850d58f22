import type { Answer } from './answer.ts'
import type { Call } from './call.ts'
import { sameAbout } from './hooks.ts'
import type { Problem, Problems } from './problem.ts'
import type { Context, Service } from './service.ts'

/** What a service has at hand before it looks at a request. */
export type Ready<Memory, Thing> = Omit<Context<Memory, Thing>, 'soundness'>

/** The answer to a request. Nothing but the memory is touched, and the events that a change calls for are told. */
export const answerTo = <Memory, Thing>(
  { stages, refuse, perform }: Pick<Service<Memory, Thing>, 'stages' | 'refuse' | 'perform'>,
  ready: Ready<Memory, Thing>,
  call: Call,
): Answer<Thing> => {
  const { hooks, memory } = ready
  const found = stages.map(({ of, problems }) => ({ of, problems: problems(call) }))
  const seen = found.map(({ problems }) => problems.filter(({ requirement }) => !hooks.overlooks(requirement, call)))
  const refused = [...seen, hooks.finds(call)].find(isSome)
  const isUnsound = found.some(({ of, problems }) => of === 'form' && problems.length > 0)
  const given: Answer<Thing> = refused
    ? refuse(refused, call, memory)
    : perform({ ...ready, soundness: isUnsound ? 'unsound' : 'sound' }, call)
  return sameAbout(given, hooks.answers(given, call))
}

const isSome = (problems: readonly Problem[]): problems is Problems => problems.length > 0
