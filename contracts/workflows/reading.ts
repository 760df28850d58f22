import { at } from '../../core/json.ts'
import { nearest } from '../../core/nearest.ts'
import type { Operation } from '../contract.ts'
import type { Expression } from './expression.ts'
import type { WorkflowFile } from './load-workflow-file.ts'
import type { Problem } from './problem.ts'
import { type Read, splitName } from './read-expression.ts'
import type { Components, Reusable, Written, WrittenWorkflow } from './written.ts'

/** What a file of workflows is read against. */
export type Facts = {
  readonly contract: string
  readonly operations: readonly Operation[]
  /** Ids of the requirements that the contract has without workflows. */
  readonly requirements: ReadonlySet<string>
}

/** A file that is being read; what is wrong with it is gathered. */
export type Reading = { readonly file: WorkflowFile; readonly facts: Facts; readonly problems: Problem[] }

export type Place = Problem['path']

/** The value that was read; what is wrong is noted. */
export const taken = <Value>({ problems }: Reading, found: Read<Value>, path: Place): Value | undefined => {
  if (found.kind === 'read') return found.value
  problems.push({ path, message: found.why })
  return undefined
}

/** Those of several that could be read. */
export const takenAll = <One, Value>(
  all: readonly One[],
  path: Place,
  take: (one: One, path: Place) => Value | undefined,
): readonly Value[] =>
  all.flatMap((one, index) => {
    const value = take(one, [...path, index])
    return value === undefined ? [] : [value]
  })

export const didYouMean = (name: string, known: readonly string[]): string => {
  const [near] = nearest(name, known, 1)
  if (near !== undefined) return `did you mean ${near}?`
  return known.length === 0 ? 'there is none' : `there are ${known.join(', ')}`
}

export const workflowNamed = ({ workflows }: Written, id: string): WrittenWorkflow | undefined =>
  workflows.find(({ workflowId }) => workflowId === id)

/** What stands under a name in one part of the components; what a reference that leads nowhere is none of is noted. */
export const componentOf = <Part extends keyof Components>(
  { file, problems }: Reading,
  { reference }: Reusable,
  { part, what, path }: { readonly part: Part; readonly what: string; readonly path: Place },
): Components[Part] | undefined => {
  const known: Readonly<Record<string, Components[Part]>> = file.written.components?.[part] ?? {}
  const name = new RegExp(`^\\$components\\.${part}\\.(.+)$`, 's').exec(reference)?.[1] ?? reference
  const found = Object.hasOwn(known, name) ? known[name] : undefined
  if (!found)
    problems.push({
      path,
      message: `${reference} is ${what} of the components; ${didYouMean(name, Object.keys(known))}`,
    })
  return found
}

/** Where an expression stands. */
export type Scope = {
  readonly workflow: WrittenWorkflow
  /** The step it is in, with what may be looked at there. */
  readonly step?: { readonly calls?: string; readonly isAnswered: boolean }
}

/** The expression with its names told from what is taken of their values; what cannot be meant is noted. */
export const resolved = (
  reading: Reading,
  expression: Expression,
  scope: Scope,
  path: Place,
): Expression | undefined => {
  const why = (message: string): undefined => {
    reading.problems.push({ path, message: `${expression.text} ${message}` })
    return undefined
  }
  const named = (one: Named, names: readonly string[], what: string): Expression | undefined => {
    const found = splitName(one, names)
    return found ? { ...one, ...found } : why(`names ${what} ${one.name}; ${didYouMean(one.name, names)}`)
  }
  switch (expression.kind) {
    case 'input':
      return named(expression, inputNames(reading.file.written, scope.workflow), 'an input that is not declared,')
    case 'output': {
      const called = scope.step?.calls
      if (called === undefined) return why('cannot stand here: only a step that calls a workflow has $outputs')
      const workflow = workflowNamed(reading.file.written, called)
      return named(expression, Object.keys(workflow?.outputs ?? {}), `no output of the workflow ${called},`)
    }
    case 'step': {
      const ids = scope.workflow.steps.map(({ stepId }) => stepId)
      const step = scope.workflow.steps.find(({ stepId }) => stepId === expression.step)
      if (!step) return why(`names an unknown step ${expression.step}; ${didYouMean(expression.step, ids)}`)
      return named(expression, Object.keys(step.outputs ?? {}), `no output of the step ${expression.step},`)
    }
    case 'workflow': {
      const workflow = workflowNamed(reading.file.written, expression.workflow)
      if (!workflow)
        return why(
          `names an unknown workflow ${expression.workflow}; ${didYouMean(expression.workflow, workflowIds(reading.file.written))}`,
        )
      const names =
        expression.of === 'inputs' ? inputNames(reading.file.written, workflow) : Object.keys(workflow.outputs ?? {})
      return named(expression, names, `no ${expression.of.slice(0, -1)} of the workflow ${expression.workflow},`)
    }
    default:
      if (scope.step?.isAnswered === true) return expression
      return why(
        scope.step
          ? 'cannot stand here: the step has not been answered yet'
          : 'cannot stand here: name an output of a step',
      )
  }
}

type Named = Extract<Expression, { readonly path: readonly string[]; readonly name: string }>

export const workflowIds = ({ workflows }: Written): readonly string[] => workflows.map(({ workflowId }) => workflowId)

/** Those that the schema of the inputs names, where it stands in the workflow or in the components. */
export const inputNames = (written: Written, { inputs }: WrittenWorkflow): readonly string[] => {
  const ref = inputs?.['$ref']
  const schema = typeof ref === 'string' ? at(written, ref.replace(/^#\//, '').split('/')) : inputs
  return Object.keys(Object(at(schema, ['properties'])))
}
