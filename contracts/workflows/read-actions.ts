import type { Criterion } from './criterion.ts'
import { readCriterion } from './read-criterion.ts'
import {
  componentOf,
  didYouMean,
  type Place,
  type Reading,
  resolved,
  type Scope,
  taken,
  takenAll,
  workflowIds,
  workflowNamed,
} from './reading.ts'
import { resolvedCriterion } from './resolve.ts'
import type { Action, Goal, Step } from './workflow.ts'
import { isReusable, type Reusable, type WrittenAction, type WrittenCriterion, type WrittenStep } from './written.ts'

type Given = { readonly step: WrittenStep; readonly scope: Scope; readonly path: Place }

/** What follows a step: its own actions first, then those that its workflow has for all steps. */
export const actionsIn = (reading: Reading, given: Given): Pick<Step, 'onSuccess' | 'onFailure'> => ({
  onSuccess: actionsOf(reading, given, { own: 'onSuccess', common: 'successActions' }),
  onFailure: actionsOf(reading, given, { own: 'onFailure', common: 'failureActions' }),
})

type Lists = { readonly own: 'onSuccess' | 'onFailure'; readonly common: 'successActions' | 'failureActions' }

const actionsOf = (reading: Reading, { step, scope, path }: Given, { own, common }: Lists): readonly Action[] => {
  const read = (list: readonly (WrittenAction | Reusable)[] = [], place: Place) =>
    takenAll(list, place, (one, here) => readAction(reading, { one, scope, path: here, components: common }))
  const mine = read(step[own], [...path, own])
  const names = mine.map(({ name }) => name)
  const others = read(scope.workflow[common], [...path.slice(0, 2), common])
  return [...mine, ...others.filter(({ name }) => !names.includes(name))]
}

type GivenAction = {
  readonly one: WrittenAction | Reusable
  readonly scope: Scope
  readonly path: Place
  readonly components: Lists['common']
}

const readAction = (reading: Reading, { one, scope, path, components }: GivenAction): Action | undefined => {
  const written = isReusable(one)
    ? componentOf(reading, one, { part: components, what: `none of the ${components}`, path })
    : one
  if (!written) return undefined
  const { name, type, retryAfter, retryLimit = 1 } = written
  const criteria = takenAll(written.criteria ?? [], [...path, 'criteria'], (criterion, here) =>
    criterionOf(reading, { criterion, scope, path: here }),
  )
  const goal = goalOf(reading, written, { scope, path })
  if (type === 'end') return { kind: 'end', name, criteria }
  if (type === 'goto') return goal === undefined ? undefined : { kind: 'goto', name, criteria, to: goal }
  return {
    kind: 'retry',
    name,
    criteria,
    limit: retryLimit,
    ...(retryAfter === undefined ? {} : { afterMs: retryAfter * 1000 }),
    ...(goal ? { first: goal } : {}),
  }
}

/** Where a goto leads; undefined where a retry needs nothing first, or where it is wrong. */
const goalOf = (
  { file, problems }: Reading,
  { name, type, stepId, workflowId }: WrittenAction,
  { scope, path }: { readonly scope: Scope; readonly path: Place },
): Goal | undefined => {
  const wrong = (message: string): undefined => void problems.push({ path, message })
  if (stepId !== undefined && workflowId !== undefined)
    return wrong(`the action ${name} names a stepId and a workflowId; give one of them`)
  if (stepId !== undefined) {
    const ids = scope.workflow.steps.map((one) => one.stepId)
    return ids.includes(stepId)
      ? { kind: 'step', step: stepId }
      : wrong(`the action ${name} leads to an unknown step ${stepId}; ${didYouMean(stepId, ids)}`)
  }
  if (workflowId !== undefined)
    return workflowNamed(file.written, workflowId)
      ? { kind: 'workflow', workflow: workflowId }
      : wrong(
          `the action ${name} leads to an unknown workflow ${workflowId}; ${didYouMean(workflowId, workflowIds(file.written))}`,
        )
  return type === 'goto' ? wrong(`the action ${name} leads nowhere: give it a stepId or a workflowId`) : undefined
}

export const criterionOf = (
  reading: Reading,
  { criterion, scope, path }: { readonly criterion: WrittenCriterion; readonly scope: Scope; readonly path: Place },
): Criterion | undefined => {
  const found = taken(reading, readCriterion(criterion), [...path, 'condition'])
  return found && resolvedCriterion(found, (one) => resolved(reading, one, scope, [...path, 'condition']))
}
