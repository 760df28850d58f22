import type { Workflow } from '../../contracts/workflows/workflow.ts'
import type { Case } from '../cases/case.ts'
import { converse } from '../conversation.ts'
import type { Providers } from '../fixtures.ts'
import type { Session } from '../session.ts'
import { facetsOf, newTale, runWorkflow } from './run-workflow.ts'

/** Each workflow of the contract, and of the files that the user gave, is a case. */
export const workflowCases = (session: Session, providers: Providers): readonly Case[] =>
  session.contract.workflows
    .filter((workflow) => !isPart(session, workflow))
    .map((workflow) => workflowCase(session, workflow, providers))

/** What promises nothing, and is done wherever another workflow needs it, is no case of its own. */
const isPart = ({ contract }: Session, workflow: Workflow): boolean =>
  facetsOf(workflow).length === 0 &&
  contract.workflows.some(
    ({ steps, dependsOn }) =>
      dependsOn.includes(workflow.id) ||
      steps.some(({ does }) => does.kind === 'workflow' && does.workflow === workflow.id),
  )

const workflowCase = (session: Session, workflow: Workflow, providers: Providers): Case => {
  const id = `workflow/${workflow.id}`
  return {
    id,
    kind: 'flow',
    title: workflow.title,
    about: aboutOf(session, workflow).map((facet) => session.id(facet)),
    run: async () => {
      const conversation = converse(session, id, { kind: 'flow' })
      await runWorkflow(newTale(conversation, providers), workflow)
      return conversation.result(workflow.title)
    },
  }
}

/** What the workflow itself is about, and those that it calls or depends on. */
const aboutOf = (session: Session, workflow: Workflow, seen: readonly string[] = []): readonly string[] => {
  if (seen.includes(workflow.id)) return []
  const called = workflow.steps.flatMap(({ does }) => (does.kind === 'workflow' ? [does.workflow] : []))
  const others = [...called, ...workflow.dependsOn].flatMap((name) =>
    session.contract.workflows.filter(({ id }) => id === name),
  )
  return [...facetsOf(workflow), ...others.flatMap((one) => aboutOf(session, one, [...seen, workflow.id]))]
}
