import type { Operation } from '../../contracts/contract.ts'
import { uniqueMembersOf } from '../../contracts/schema/unique-members.ts'
import { expressionsOf } from '../../contracts/workflows/template.ts'
import type { Step, StepParameter } from '../../contracts/workflows/workflow.ts'
import { type Json, withAt } from '../../core/json.ts'
import { placeOf } from '../../core/place.ts'
import { edgesOf, packed } from '../../generators/edges.ts'
import { fixtureValues, madeUp, type Providers } from '../fixtures.ts'
import type { Verbatim } from '../fresh.ts'
import type { Call } from '../request.ts'
import type { Session } from '../session.ts'
import { validCall } from '../valid-call.ts'
import { fill, writeAs } from './fill.ts'
import type { Scope } from './scope.ts'

/** The call of a step, or why it cannot be made. */
export type StepCall =
  | {
      readonly kind: 'call'
      readonly call: Call
      /** What must be unique keeps the values that the workflow has for it. */
      readonly verbatim: Verbatim
      /** Fixtures that it rests on and that have no value of the target: samples or made-up values stand in their place. */
      readonly madeUp: readonly string[]
    }
  | { readonly kind: 'lacks'; readonly reason: string }

type About = {
  readonly step: Step
  readonly operation: Operation
  readonly scope: Scope
  readonly seed: number
  readonly providers: Providers
}

/** What the step says, and a valid call's own values where it says nothing. */
export const callOf = async (session: Session, about: About): Promise<StepCall> => {
  const { step, operation, providers, seed } = about
  const open = leftOpen(operation, step)
  const drawn = await validCall(session, open, { recipe: { seed, ...recipeOf(operation, step) }, providers })
  const missing = madeUp(open, await fixtureValues(session, open, providers))
  const parameters = parametersIn(about)
  if (parameters.kind === 'lacks') return parameters
  const body = bodyIn(about, drawn)
  if (body.kind === 'lacks') return body
  const { authorization, values } = parameters
  return {
    kind: 'call',
    call: {
      ...drawn,
      ...body.part,
      operation,
      parameters: { ...drawn.parameters, ...values },
      ...(authorization === undefined ? {} : { authorization }),
      ...(step.body.contentType === undefined ? {} : { contentType: step.body.contentType }),
    },
    verbatim: {
      body: step.body.payload !== undefined || setsUnique(operation, step),
      parameters: Object.keys(values),
    },
    madeUp: missing,
  }
}

/** The operation without what the step itself says. */
const leftOpen = (operation: Operation, { parameters, body }: Step): Operation => {
  const isSaid = ({ in: where, name }: Operation['parameters'][number]): boolean =>
    parameters.some((one) => one.in === where && sameName(one, { in: where, name }))
  const rest = { ...operation, parameters: operation.parameters.filter((one) => !isSaid(one)) }
  if (body.payload === undefined) return rest
  const { body: _, ...bare } = rest
  return bare
}

const sameName = (one: Pick<StepParameter, 'in' | 'name'>, other: Pick<StepParameter, 'in' | 'name'>): boolean =>
  one.in === 'header' ? one.name.toLowerCase() === other.name.toLowerCase() : one.name === other.name

const recipeOf = ({ body }: Operation, { draw: { edges, ...draw } }: Step) => {
  const bounds = edges === true && body ? (packed(edgesOf(body.node))[0] ?? []) : []
  return { ...draw, set: new Map(bounds.map(({ place, value }) => [place, value])) }
}

/** Replacements at members that must be unique are the workflow's own. */
const setsUnique = ({ body }: Operation, { body: { replacements } }: Step): boolean => {
  const unique = body ? uniqueMembersOf(body.node).map(({ path }) => placeOf(path)) : []
  return replacements.some(({ target }) =>
    unique.includes(placeOf(target.map((one) => (/^\d+$/.test(one) ? '[]' : one)))),
  )
}

type Lacking = Extract<StepCall, { readonly kind: 'lacks' }>

const lacking = (text: string): Lacking => ({ kind: 'lacks', reason: `${text} has no value` })

type ParametersFilled = {
  readonly kind: 'filled'
  readonly values: Readonly<Record<string, Json>>
  readonly authorization?: string
}

const parametersIn = ({ step, operation, scope }: About): ParametersFilled | Lacking => {
  const values: Record<string, Json> = {}
  let authorization: string | undefined
  for (const one of step.parameters) {
    const found = fill(one.value, scope)
    if (found.kind === 'lacks') return lacking(found.what.text)
    if (one.in === 'header' && one.name.toLowerCase() === 'authorization') authorization = String(found.value)
    else values[`${one.in}.${spelled(operation, one)}`] = found.value
  }
  return { kind: 'filled', values, ...(authorization === undefined ? {} : { authorization }) }
}

/** As the contract spells it: names of headers are the same in any case. */
const spelled = ({ parameters }: Operation, one: StepParameter): string =>
  parameters.find((known) => known.in === one.in && sameName({ in: known.in, name: known.name }, one))?.name ?? one.name

type BodyFilled = { readonly kind: 'filled'; readonly part: Pick<Call, 'body' | 'rawBody'> }

const bodyIn = ({ step, operation, scope }: About, drawn: Call): BodyFilled | Lacking => {
  const { payload, replacements, contentType = operation.body?.mediaType } = step.body
  let body = drawn.body
  if (payload) {
    const found = fill(payload, scope, writeAs(contentType))
    if (found.kind === 'lacks') return lacking(found.what.text)
    // A text is the body as it is to be sent; a value that an expression stands for is written as the body is.
    if (typeof found.value === 'string' && payload.kind !== 'expression')
      return { kind: 'filled', part: { rawBody: found.value } }
    body = found.value
  }
  for (const { target, value } of replacements) {
    const found = fill(value, scope)
    if (found.kind === 'lacks') return lacking(found.what.text)
    body = withAt(body ?? {}, target, found.value)
  }
  return { kind: 'filled', part: body === undefined ? {} : { body } }
}

/** The expressions that a step's request rests on. */
export const restsOn = ({ parameters, body: { payload, replacements } }: Step) => [
  ...parameters.flatMap(({ value }) => expressionsOf(value)),
  ...(payload ? expressionsOf(payload) : []),
  ...replacements.flatMap(({ value }) => expressionsOf(value)),
]
