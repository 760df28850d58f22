import { levelOfSource, type Requirement, type Source } from '../../core/requirement.ts'
import { facetOf } from './read-promises.ts'
import type { Reading } from './reading.ts'
import type { Input, Step, Workflow } from './workflow.ts'
import type { WrittenPromise, WrittenRequirement, WrittenStep } from './written.ts'

/** What the steps of workflows promise, but for what the contract promises already. */
export const requirementsOf = (
  { file: { written }, facts }: Reading,
  workflows: readonly Workflow[],
): readonly Requirement[] => {
  const all = written.workflows.flatMap((one, index) => {
    const workflow = workflows[index]
    return one.steps.flatMap((step, place) => {
      const read = workflow?.steps[place]
      if (!workflow || !read) return []
      const promised = new Set(read.criteria.flatMap(({ promise }) => promise?.facet ?? []))
      return writtenIn(step)
        .map((about) => ({ about, facet: facetOf({ about, step, scope: { workflow: one } }) }))
        .filter(({ facet }) => promised.has(facet) && !facts.requirements.has(`${facts.contract}/${facet}`))
        .map(({ about, facet }) => {
          const source = { document: written.info.title, section: `workflow ${one.workflowId}`, row: step.stepId }
          return requirementOf(facts.contract, { about, facet, source, workflow, step: read, written: step })
        })
    })
  })
  return all.filter(({ id }, place) => all.findIndex((one) => one.id === id) === place)
}

/** What its conditions are about, each once: their own, else the step's. */
const writtenIn = (step: WrittenStep): readonly WrittenRequirement[] => {
  const common = step['x-assay-requirement'] ?? {}
  return [...(step.successCriteria ?? []).map((one) => one['x-assay-requirement'] ?? common), common]
}

type About = {
  readonly about: WrittenRequirement
  readonly facet: string
  readonly source: Source
  readonly workflow: Workflow
  readonly step: Step
  readonly written: WrittenStep
}

const requirementOf = (
  contract: string,
  { about, facet, source: own, workflow, step, written }: About,
): Requirement => {
  const said: WrittenPromise = typeof about === 'string' ? {} : about
  const source = said.source ?? own
  return {
    id: `${contract}/${facet}`,
    operation: operationOf(workflow, step),
    level: said.level ?? levelOfSource(source),
    title:
      said.title ??
      written.description?.trim().split('\n')[0] ??
      `The step ${step.id} of the workflow ${workflow.id} succeeds`,
    source,
    ambiguities: said.ambiguities ?? (said.wide ?? []).flatMap(({ ambiguity }) => ambiguity),
    testedBy: { kind: 'flow', how: `runs the workflow ${workflow.id} up to its step ${step.id}` },
    fixtures: workflow.inputs.filter(isNeeded).map(({ fixture }) => fixture),
  }
}

/** The operation that the step calls; of one that calls a workflow, that of a step before or after it. */
const operationOf = ({ steps }: Workflow, step: Step): string => {
  const place = steps.indexOf(step)
  const near = [...steps.slice(0, place + 1).reverse(), ...steps.slice(place + 1)]
  return (
    near.map(({ does }) => (does.kind === 'call' ? does.operation : undefined)).find((one) => one !== undefined) ?? ''
  )
}

/** Nothing but a fixture can give its value. */
const isNeeded = (input: Input): boolean =>
  input.required && input.default === undefined && (input.mustExist || !input.drawn)
