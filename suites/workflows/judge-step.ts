import { excuse } from '../../checks/answer.ts'
import type { Condition } from '../../contracts/workflows/condition.ts'
import type { Criterion } from '../../contracts/workflows/criterion.ts'
import type { Expression } from '../../contracts/workflows/expression.ts'
import { expressionsOfCriterion } from '../../contracts/workflows/read-criterion.ts'
import type { Step, StepPromise, Workflow } from '../../contracts/workflows/workflow.ts'
import { type Exchange, isClientError, replyOf } from '../../core/exchange.ts'
import { type Evidence, type Finding, failed, inconclusive, passed, warned } from '../../core/finding.ts'
import { asText, brief, pointer } from '../../core/json.ts'
import { answerText, needsExisting, replyText } from '../baseline-requests.ts'
import { conditionValue, holds } from './holds.ts'
import { type Scope, valueIn } from './scope.ts'

export type StepDone = {
  readonly workflow: Workflow
  readonly step: Step
  readonly exchange: Exchange
  readonly scope: Scope
  /** The full id of a requirement. */
  readonly id: (facet: string) => string
  /** Fixtures and inputs of the request that were made up. */
  readonly madeUp: readonly string[]
  /** The step has credentials of its own: that they are refused excuses nothing. */
  readonly hasCredentials: boolean
  /** Why what does not hold may yet have come to hold. */
  readonly impatient?: string
  /** Exchanges whose outputs the step's conditions compare with, by step. */
  readonly exchanges: ReadonlyMap<string, string>
}

/** What a step that was done shows of what its conditions promise. */
export const stepEvidence = (done: StepDone): readonly Evidence[] =>
  done.step.criteria.flatMap(({ criterion, promise }) => (promise ? evidenceOf(done, criterion, promise) : []))

const evidenceOf = (done: StepDone, criterion: Criterion, promise: StepPromise): readonly Evidence[] => {
  const { scope, exchange } = done
  const requirement = done.id(promise.facet)
  if (!promise.when.every((one) => holds(one, scope)))
    return promise.otherwise === undefined
      ? []
      : [inconclusive(requirement, `${promise.otherwise}: ${answerText(exchange)}`)]
  if (holds(criterion, scope)) return [passed(requirement, exchange.id)]
  const reason = whyOpen(done)
  if (reason !== undefined) return [inconclusive(requirement, reason)]
  const finding = findingOf(done, criterion, promise)
  const wide = promise.wide.find((one) => holds(one.criterion, scope))
  return [wide ? warned(requirement, { ...finding, ambiguities: wide.ambiguities }) : failed(requirement, finding)]
}

/** Whether all that a step must show holds, by some reading of the documents. */
export const hasSucceeded = ({ criteria }: Step, scope: Scope): boolean =>
  criteria.every(
    ({ criterion, promise }) =>
      holds(criterion, scope) ||
      promise?.wide.some((one) => holds(one.criterion, scope)) === true ||
      (promise !== undefined && !promise.when.every((one) => holds(one, scope))),
  )

/** Why a condition that does not hold breaks no promise. */
const whyOpen = ({ exchange, madeUp, hasCredentials, impatient }: StepDone): string | undefined => {
  const status = replyOf(exchange)?.status
  const excused = hasCredentials && status !== undefined ? undefined : excuse(exchange)
  if (excused !== undefined) return excused
  if (isClientError(status) && madeUp.length > 0)
    return needsExisting(madeUp, answerText(exchange).replace(/^it answers /, ''))
  return impatient
}

const findingOf = (done: StepDone, criterion: Criterion, promise: StepPromise): Finding => {
  const { step, workflow, scope, exchange, exchanges } = done
  const shown = shownBy(criterion, scope)
  const rests = expressionsOfCriterion(criterion).flatMap((one) =>
    one.kind === 'step' ? (exchanges.get(one.step) ?? []) : [],
  )
  const others = [...new Set(rests)].filter((id) => id !== exchange.id)
  return {
    message:
      messageOf(promise, scope) ??
      `The step ${step.id} of the workflow ${workflow.id} does not show that ${criterion.text}`,
    at: shown.at,
    expected: promise.expected ?? shown.expected,
    received: shown.at === 'status' ? replyText(exchange) : shown.received,
    exchange: exchange.id,
    ...(others.length > 0 ? { rests: others } : {}),
  }
}

const messageOf = ({ message }: StepPromise, scope: Scope): string | undefined =>
  message?.parts.map((part) => (typeof part === 'string' ? part : asText(valueIn(part, scope) ?? 'nothing'))).join('')

type Shown = { readonly at: string; readonly expected: string; readonly received: string }

/** Where a condition looks, what it asks for there and what it finds. */
const shownBy = (criterion: Criterion, scope: Scope): Shown => {
  if (criterion.kind === 'accepted') return { at: 'status', expected: '2xx', received: '' }
  if (criterion.kind !== 'simple')
    return {
      at: placeIn(criterion.context),
      expected: criterion.text,
      received: brief(valueIn(criterion.context, scope), 300),
    }
  const { condition } = criterion
  const of = (one: Condition): Expression | undefined =>
    one.kind === 'expression' && isOfReply(one.expression) ? one.expression : undefined
  const looked = condition.kind === 'compare' ? of(condition.left) : undefined
  if (condition.kind !== 'compare' || !looked) return { ...shown(criterion, scope), expected: criterion.text }
  const wanted = brief(conditionValue(condition.right, scope))
  return {
    at: placeIn(looked),
    expected: condition.operator === '==' ? wanted : `${condition.operator} ${wanted}`,
    received: brief(valueIn(looked, scope)),
  }
}

/** All that a condition looks at, with its value. */
const shown = (criterion: Criterion, scope: Scope): Omit<Shown, 'expected'> => {
  const all = expressionsOfCriterion(criterion)
  const places = [...new Set(all.filter(isOfReply).map(placeIn))]
  return {
    at: places.length === 1 ? (places[0] ?? '') : '',
    received: all.map((one) => `${one.text} is ${brief(valueIn(one, scope))}`).join(', '),
  }
}

const isOfReply = ({ kind, ...rest }: Expression): boolean =>
  kind === 'status' || ((kind === 'header' || kind === 'body') && 'of' in rest && rest.of === 'response')

const placeIn = (expression: Expression): string => {
  switch (expression.kind) {
    case 'status':
      return 'status'
    case 'header':
      return `header ${expression.name.toLowerCase()}`
    case 'body':
      return pointer(expression.path)
    default:
      return ''
  }
}
