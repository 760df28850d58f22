import type { Operation } from '../../contracts/contract.ts'
import { expressionsOf } from '../../contracts/workflows/template.ts'
import type { Step, Workflow } from '../../contracts/workflows/workflow.ts'
import { isChangingMethod } from '../../core/methods.ts'
import { isGuarded } from '../consent.ts'
import type { Call } from '../request.ts'
import type { Session } from '../session.ts'
import { isTemplate } from '../supply.ts'
import { restsOn } from './step-call.ts'

type About = {
  readonly workflow: Workflow
  readonly step: Step
  readonly call: Call
  /** Steps that made something, or that rest on one that did. */
  readonly own: ReadonlySet<string>
}

/**
 * Why a call may not go out: it changes or removes something that the workflow names, and that the run did not make. What
 * a fixture names is looked at wherever something is sent.
 */
export const lacksConsentFor = ({ spec }: Session, { workflow, step, call, own }: About): string | undefined => {
  const { operation } = call
  if (!isGuarded(spec) || !isChangingMethod(operation.method)) return undefined
  const name = lastParameter(operation)
  const parameter = step.parameters.find((one) => one.in === 'path' && one.name === name)
  if (name === undefined || !parameter || isOwn(workflow, { parameter, own })) return undefined
  return `not allowed: ${operation.id} would change or remove ${String(call.parameters[`path.${name}`])}, which the workflow ${workflow.id} names and the run did not make: needs --allow destructive`
}

type Named = { readonly parameter: Step['parameters'][number]; readonly own: ReadonlySet<string> }

/** A value of a text with `{unique}` in it, or made up, is nobody's; one that the run made is its own. */
const isOwn = ({ inputs }: Workflow, { parameter: { value }, own }: Named): boolean => {
  const expressions = expressionsOf(value)
  return (
    expressions.length > 0 &&
    expressions.every((one) => {
      if (one.kind === 'step') return own.has(one.step)
      const input = one.kind === 'input' ? inputs.find(({ name }) => name === one.name) : undefined
      return input !== undefined && (input.default === undefined || isTemplate(input.default))
    })
  )
}

/** Whether a step that was done made something, or is about something that the run made. */
export const isOfRun = (step: Step, operation: Operation, own: ReadonlySet<string>): boolean =>
  !operation.safe || restsOn(step).some((one) => one.kind === 'step' && own.has(one.step))

const lastParameter = ({ path }: Operation): string | undefined => /\{([^}]+)\}[^{}]*$/.exec(path)?.[1]
