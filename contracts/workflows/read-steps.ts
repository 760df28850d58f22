import { fromPointer, type Json } from '../../core/json.ts'
import type { Operation } from '../contract.ts'
import { actionsIn } from './read-actions.ts'
import { readExpression } from './read-expression.ts'
import { criteriaIn } from './read-promises.ts'
import {
  componentOf,
  didYouMean,
  inputNames,
  type Place,
  type Reading,
  resolved,
  type Scope,
  taken,
  takenAll,
  workflowIds,
  workflowNamed,
} from './reading.ts'
import { resolvedTemplate } from './resolve.ts'
import { readTemplate, type Template } from './template.ts'
import type { Outputs, Step, StepBody, StepParameter } from './workflow.ts'
import { isReusable, type Reusable, type WrittenParameter, type WrittenStep, type WrittenWorkflow } from './written.ts'

export const readStep = (
  reading: Reading,
  workflow: WrittenWorkflow,
  { step, path }: { readonly step: WrittenStep; readonly path: Place },
): Step | undefined => {
  const does = whatItDoes(reading, step, path)
  if (!does) return undefined
  const called = does.kind === 'workflow' ? { calls: does.workflow } : {}
  const before: Scope = { workflow, step: { ...called, isAnswered: false } }
  const after: Scope = { workflow, step: { ...called, isAnswered: true } }
  return {
    id: step.stepId,
    does,
    parameters: parametersOf(reading, { does, step, scope: before, path }),
    body: bodyOf(reading, { step, scope: before, path }),
    draw: step['x-assay-draw'] ?? {},
    ...(typeof step['x-assay-set-up'] === 'string' ? { mayFail: step['x-assay-set-up'] } : {}),
    isSoft: step['x-assay-soft'] === true,
    criteria: criteriaIn(reading, { step, scope: after, path }),
    ...actionsIn(reading, { step, scope: after, path }),
    outputs: readOutputs(reading, { outputs: step.outputs ?? {}, scope: after, path: [...path, 'outputs'] }),
  }
}

const whatItDoes = (reading: Reading, step: WrittenStep, path: Place): Step['does'] | undefined => {
  const { operationId, operationPath, workflowId } = step
  const given = [operationId, operationPath, workflowId].filter((one) => one !== undefined)
  if (given.length !== 1) {
    const message = `the step ${step.stepId} has ${given.length === 0 ? 'none' : 'more than one'} of operationId, operationPath and workflowId; give it one`
    reading.problems.push({ path, message })
    return undefined
  }
  if (workflowId !== undefined) {
    if (workflowNamed(reading.file.written, workflowId)) return { kind: 'workflow', workflow: workflowId }
    const message = `there is no workflow ${workflowId} in this file; ${didYouMean(workflowId, workflowIds(reading.file.written))}`
    reading.problems.push({ path: [...path, 'workflowId'], message })
    return undefined
  }
  const operation =
    operationId === undefined ? byPath(reading, operationPath ?? '', path) : byId(reading, operationId, path)
  return operation && { kind: 'call', operation: operation.id }
}

const byId = ({ facts, problems }: Reading, id: string, path: Place): Operation | undefined => {
  const name = /^\$sourceDescriptions\.[A-Za-z0-9_-]+\.(.+)$/s.exec(id)?.[1] ?? id
  const found = facts.operations.find((one) => one.id === name)
  if (found) return found
  const known = facts.operations.map((one) => one.id)
  const message = `${facts.contract} has no operation ${name}; ${didYouMean(name, known)}`
  problems.push({ path: [...path, 'operationId'], message })
  return undefined
}

/** `{$sourceDescriptions.shop.url}#/paths/~1orders~1{id}/get` */
const byPath = ({ facts, problems }: Reading, text: string, path: Place): Operation | undefined => {
  const pointer = /^\{\$sourceDescriptions\.[A-Za-z0-9_-]+\.url\}#(\/paths\/.+)$/s.exec(text)?.[1]
  const [, address = '', method = ''] = fromPointer(pointer ?? '')
  const found = facts.operations.find((one) => one.path === address && one.method === method.toUpperCase())
  if (found) return found
  const message =
    pointer === undefined
      ? `${text} is no path of an operation; write {$sourceDescriptions.NAME.url}#/paths/~1PATH/METHOD`
      : `${facts.contract} has no operation ${method.toUpperCase()} ${address}; ${didYouMean(
          address,
          facts.operations.map((one) => one.path),
        )}`
  problems.push({ path: [...path, 'operationPath'], message })
  return undefined
}

type Given = { readonly step: WrittenStep; readonly scope: Scope; readonly path: Place }

/** Those of the workflow, and of the step in their place. */
const parametersOf = (
  reading: Reading,
  { does, step, scope, path }: Given & Pick<Step, 'does'>,
): readonly StepParameter[] => {
  const common = takenAll(scope.workflow.parameters ?? [], [...path.slice(0, 2), 'parameters'], (one, place) =>
    readParameter(reading, { one, does, scope, path: place }),
  )
  const own = takenAll(step.parameters ?? [], [...path, 'parameters'], (one, place) =>
    readParameter(reading, { one, does, scope, path: place }),
  )
  return [...new Map([...common, ...own].map((one) => [`${one.in}.${one.name}`, one])).values()]
}

type GivenParameter = Omit<Given, 'step'> & Pick<Step, 'does'> & { readonly one: WrittenParameter | Reusable }

const readParameter = (reading: Reading, { one, does, scope, path }: GivenParameter): StepParameter | undefined => {
  const written = isReusable(one) ? reused(reading, one, path) : one
  if (!written) return undefined
  const where = does.kind === 'workflow' ? 'inputs' : written.in
  const wrong = whyNoParameter(reading, does, written)
  const value = templateOf(reading, { value: written.value, scope, path: [...path, 'value'] })
  if (wrong !== undefined) reading.problems.push({ path, message: wrong })
  return where === undefined || wrong !== undefined || !value ? undefined : { in: where, name: written.name, value }
}

const reused = (reading: Reading, one: Reusable, path: Place): WrittenParameter | undefined => {
  const found = componentOf(reading, one, { part: 'parameters', what: 'no parameter', path })
  return found && one.value !== undefined ? { ...found, value: one.value } : found
}

const whyNoParameter = ({ facts, file }: Reading, does: Step['does'], one: WrittenParameter): string | undefined => {
  if (does.kind === 'workflow') {
    const called = workflowNamed(file.written, does.workflow)
    const names = called ? inputNames(file.written, called) : []
    return names.includes(one.name)
      ? undefined
      : `the workflow ${does.workflow} has no input ${one.name}; ${didYouMean(one.name, names)}`
  }
  if (one.in === undefined)
    return `the parameter ${one.name} does not say where it goes: give in: path, query, header or cookie`
  const operation = facts.operations.find(({ id }) => id === does.operation)
  const names = (operation?.parameters ?? []).filter((known) => known.in === 'path').map((known) => known.name)
  return one.in === 'path' && !names.includes(one.name)
    ? `the path of ${does.operation} has no parameter ${one.name}; ${didYouMean(one.name, names)}`
    : undefined
}

const bodyOf = (reading: Reading, { step, scope, path }: Given): StepBody => {
  const { contentType, payload, replacements = [] } = step.requestBody ?? {}
  const place = [...path, 'requestBody']
  const template =
    payload === undefined ? undefined : templateOf(reading, { value: payload, scope, path: [...place, 'payload'] })
  return {
    ...(contentType === undefined ? {} : { contentType }),
    ...(template ? { payload: template } : {}),
    replacements: takenAll(replacements, [...place, 'replacements'], ({ target, value }, here) => {
      if (!/^(?:\/|$)/.test(target)) {
        const message = `the target ${target} is no JSON Pointer: write it as in /member/0`
        reading.problems.push({ path: [...here, 'target'], message })
        return undefined
      }
      const found = templateOf(reading, { value, scope, path: [...here, 'value'] })
      return found && { target: fromPointer(target), value: found }
    }),
  }
}

const templateOf = (
  reading: Reading,
  { value, scope, path }: { readonly value: Json; readonly scope: Scope; readonly path: Place },
): Template | undefined => {
  const template = taken(reading, readTemplate(value), path)
  return template && resolvedTemplate(template, (one) => resolved(reading, one, scope, path))
}

export const readOutputs = (
  reading: Reading,
  {
    outputs,
    scope,
    path,
  }: { readonly outputs: Readonly<Record<string, string>>; readonly scope: Scope; readonly path: Place },
): Outputs =>
  Object.fromEntries(
    Object.entries(outputs).flatMap(([name, text]) => {
      const place = [...path, name]
      const found = taken(reading, readExpression(text), place)
      const value = found && resolved(reading, found, scope, place)
      return value ? [[name, value]] : []
    }),
  )
