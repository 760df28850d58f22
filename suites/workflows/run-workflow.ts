import type { Workflow } from '../../contracts/workflows/workflow.ts'
import { inconclusive, untested } from '../../core/finding.ts'
import type { Conversation } from '../conversation.ts'
import type { Providers } from '../fixtures.ts'
import { inputsOf } from './inputs.ts'
import { nextOf, type Turn } from './next-step.ts'
import { performStep } from './perform-step.ts'
import { type End, type Run, scopeOf, type Tale } from './run.ts'
import { type Values, valueIn } from './scope.ts'

/** So many steps one case does at most. */
const mostSteps = 500

/** So deep workflows may call each other. */
const deepest = 10

export const newTale = (conversation: Conversation, providers: Providers): Tale => ({
  conversation,
  providers,
  workflows: new Map(),
  room: { left: mostSteps },
})

/** Runs a workflow, after those that it depends on, and notes what its steps show. */
export const runWorkflow = async (
  tale: Tale,
  workflow: Workflow,
  { given = {}, depth = 0 }: { readonly given?: Values; readonly depth?: number } = {},
): Promise<End> => {
  const { conversation, providers } = tale
  const { session, caseId } = conversation
  if (depth > deepest) return stopped(tale, workflow, `workflows call each other more than ${deepest} deep`)
  for (const name of workflow.dependsOn) {
    const before = session.contract.workflows.find(({ id }) => id === name)
    if (!before || tale.workflows.has(name)) continue
    const end = await runWorkflow(tale, before, { depth: depth + 1 })
    if (end.kind === 'stopped') return stopped(tale, workflow, end.why, end.isUntried)
  }
  const inputs = await inputsOf(session, workflow, { caseId, providers, given })
  if (inputs.kind === 'lacks') return stopped(tale, workflow, inputs.reason, true)
  const { values, madeUp } = inputs
  const run: Run = {
    ...tale,
    workflow,
    inputs: values,
    madeUp,
    steps: new Map(),
    exchanges: new Map(),
    own: new Set(),
    enter: (next, handed = {}) => runWorkflow(tale, next, { given: handed, depth: depth + 1 }),
  }
  const end = await walk(run)
  if (end.kind === 'done') tale.workflows.set(workflow.id, { inputs: values, outputs: end.outputs })
  return end
}

/** From step to step, as their actions lead. */
const walk = async (run: Run): Promise<End> => {
  const { workflow, room } = run
  const visited = new Set<string>()
  let turn: Turn = { kind: 'step', index: 0 }
  while (turn.kind === 'step') {
    const step = workflow.steps[turn.index]
    if (!step) break
    room.left -= 1
    if (room.left < 0)
      return unreached(run, visited, { why: `the workflow had done ${mostSteps} steps and went on`, isUntried: false })
    visited.add(step.id)
    const outcome = await performStep(run, step)
    turn = nextOf(run, { step, index: turn.index, outcome })
  }
  switch (turn.kind) {
    case 'stopped':
      return unreached(run, visited, turn)
    case 'workflow': {
      noteUnreached(run, visited, { why: `the workflow went on to the workflow ${turn.workflow}`, isUntried: true })
      const next = run.conversation.session.contract.workflows.find(({ id }) => id === turn.workflow)
      return next ? run.enter(next) : finished(run)
    }
    default:
      noteUnreached(run, visited, { why: 'the workflow ended before this step, as its actions say', isUntried: true })
      return finished(run)
  }
}

const finished = (run: Run): End => {
  const scope = scopeOf(run)
  const outputs = Object.fromEntries(
    Object.entries(run.workflow.outputs).map(([name, one]) => [name, valueIn(one, scope)]),
  )
  const last = [...run.exchanges.values()].at(-1)
  const isOwn = Object.values(run.workflow.outputs).every((one) => one.kind === 'step' && run.own.has(one.step))
  return { kind: 'done', outputs, isOwn, ...(last ? { last } : {}) }
}

type Why = { readonly why: string; readonly isUntried: boolean }

const unreached = (run: Run, visited: ReadonlySet<string>, { why, isUntried }: Why): End => {
  noteUnreached(run, visited, { why, isUntried })
  const last = [...run.exchanges.values()].at(-1)
  return { kind: 'stopped', why, isUntried, ...(last ? { last } : {}) }
}

/** What steps promise that were never come to. */
const noteUnreached = (run: Run, visited: ReadonlySet<string>, why: Why): void =>
  note(
    run,
    facetsOf(run.workflow, (id) => !visited.has(id)),
    why,
  )

const note = ({ conversation }: Tale, facets: readonly string[], { why, isUntried }: Why): void => {
  const { session } = conversation
  conversation.note(...facets.map((facet) => (isUntried ? untested : inconclusive)(session.id(facet), why)))
}

const stopped = (tale: Tale, workflow: Workflow, why: string, isUntried = false): End => {
  note(tale, facetsOf(workflow), { why, isUntried })
  return { kind: 'stopped', why, isUntried }
}

/** The requirements that steps of a workflow are about. */
export const facetsOf = ({ steps }: Workflow, isWanted: (step: string) => boolean = () => true): readonly string[] => [
  ...new Set(
    steps
      .filter(({ id }) => isWanted(id))
      .flatMap(({ criteria }) => criteria.flatMap(({ promise }) => promise?.facet ?? [])),
  ),
]
