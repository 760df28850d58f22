import type { Requirement } from '../../core/requirement.ts'
import type { WorkflowFile } from './load-workflow-file.ts'
import { assertNone, type Problem } from './problem.ts'
import { inputsReader } from './read-inputs.ts'
import { readOutputs, readStep } from './read-steps.ts'
import { didYouMean, type Facts, type Reading, takenAll, workflowIds, workflowNamed } from './reading.ts'
import { requirementsOf } from './requirements.ts'
import type { Workflow } from './workflow.ts'
import type { WrittenWorkflow } from './written.ts'

/** The workflows of a file, and the requirements that they add to those of the contract. */
export type WorkflowsRead = { readonly workflows: readonly Workflow[]; readonly requirements: readonly Requirement[] }

/** @throws ContractError naming the first places that are wrong, by line and column */
export const readWorkflows = (file: WorkflowFile, facts: Facts): WorkflowsRead => {
  const problems: Problem[] = []
  const reading: Reading = { file, facts, problems }
  const { written } = file
  noteTwice(reading)
  const inputs = inputsReader(reading)
  const workflows = written.workflows.map((one, index): Workflow => {
    const path = ['workflows', index]
    noteDependencies(reading, one, index)
    const steps = takenAll(one.steps, [...path, 'steps'], (step, here) => readStep(reading, one, { step, path: here }))
    return {
      id: one.workflowId,
      title: one.summary ?? one.workflowId,
      file: file.location,
      inputs: inputs(index),
      dependsOn: one.dependsOn ?? [],
      steps,
      outputs: readOutputs(reading, {
        outputs: one.outputs ?? {},
        scope: { workflow: one },
        path: [...path, 'outputs'],
      }),
    }
  })
  assertNone(problems, file)
  return { workflows, requirements: requirementsOf(reading, workflows) }
}

/** What has a name of its own has it once. */
const noteTwice = ({ file: { written }, problems }: Reading): void => {
  const ids = workflowIds(written)
  for (const [index, { workflowId, steps }] of written.workflows.entries()) {
    if (ids.indexOf(workflowId) !== index)
      problems.push({
        path: ['workflows', index],
        message: `there are two workflows ${workflowId}; name one of them otherwise`,
      })
    const names = steps.map(({ stepId }) => stepId)
    for (const [place, name] of names.entries())
      if (names.indexOf(name) !== place)
        problems.push({
          path: ['workflows', index, 'steps', place],
          message: `the workflow ${workflowId} has two steps ${name}; name one of them otherwise`,
        })
  }
}

const noteDependencies = ({ file: { written }, problems }: Reading, one: WrittenWorkflow, index: number): void => {
  for (const [place, name] of (one.dependsOn ?? []).entries()) {
    const path = ['workflows', index, 'dependsOn', place]
    if (!workflowNamed(written, name))
      problems.push({
        path,
        message: `there is no workflow ${name} in this file; ${didYouMean(name, workflowIds(written))}`,
      })
    else if (leadsTo(written.workflows, name, one.workflowId))
      problems.push({ path, message: `the workflow ${one.workflowId} depends on ${name}, which depends on it` })
  }
}

const leadsTo = (all: readonly WrittenWorkflow[], from: string, to: string, seen: readonly string[] = []): boolean =>
  from === to ||
  (!seen.includes(from) &&
    (all.find(({ workflowId }) => workflowId === from)?.dependsOn ?? []).some((next) =>
      leadsTo(all, next, to, [...seen, from]),
    ))
