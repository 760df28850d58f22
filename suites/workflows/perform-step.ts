import type { Action, Goal, Step } from '../../contracts/workflows/workflow.ts'
import { type Exchange, replyOf } from '../../core/exchange.ts'
import { answerText } from '../baseline-requests.ts'
import { fill } from './fill.ts'
import { holds } from './holds.ts'
import { hasSucceeded, stepEvidence } from './judge-step.ts'
import { outputsIn, type Run, type StepOutcome, scopeOf } from './run.ts'
import type { Scope, Values } from './scope.ts'
import { callOf, restsOn } from './step-call.ts'
import { wantsRefusal } from './wants-refusal.ts'
import { isOfRun, lacksConsentFor } from './whose-thing.ts'

/** What one attempt at a step came to. */
type Attempt = {
  readonly scope: Scope
  readonly exchange: Exchange
  readonly madeUp: readonly string[]
  readonly why: string
}

type Unsent = Extract<StepOutcome, { readonly kind: 'stopped' }>

/** So often at least a step is tried: under a limit, the turn comes seldom, and time alone shows nothing. */
const fewestTries = 4

/** A step, tried again as its actions say and for as long as the run grants it, and judged as it was last. */
export const performStep = async (run: Run, step: Step): Promise<StepOutcome> => {
  const { clock, spec } = run.conversation.session
  const until = clock.now() + spec.settleMs
  const used = new Map<Action, number>()
  for (let tries = 1; ; tries += 1) {
    const attempt = await attemptAt(run, step)
    if ('kind' in attempt) {
      noteUnsent(run, step, attempt)
      return attempt
    }
    const succeeded = hasSucceeded(step, attempt.scope)
    const list = succeeded ? step.onSuccess : step.onFailure
    const fits = (one: Action): boolean => one.criteria.every((criterion) => holds(criterion, attempt.scope))
    const action = list.find((one) => fits(one) && !(one.kind === 'retry' && (used.get(one) ?? 0) >= one.limit))
    const isLate = clock.now() >= until && tries >= fewestTries
    if (action?.kind === 'retry' && !isLate && replyOf(attempt.exchange)) {
      used.set(action, (used.get(action) ?? 0) + 1)
      if (action.first) await before(run, action.first)
      await clock.sleep(Math.min(waitMs(action, attempt.exchange, tries), Math.max(0, until - clock.now())))
      continue
    }
    const impatient =
      action?.kind === 'retry' && isLate
        ? `it was not so within ${run.conversation.session.spec.settleMs} ms, asked ${tries} times; --settle gives it longer`
        : undefined
    conclude(run, step, { ...attempt, ...(impatient === undefined ? {} : { impatient }) })
    const leading = action && action.kind !== 'retry' ? { action } : {}
    return succeeded
      ? { kind: 'succeeded', ...leading }
      : {
          kind: 'failed',
          why: `set-up failed: ${step.mayFail ?? `the step ${step.id} did not succeed`}: ${impatient ?? attempt.why}`,
          ...leading,
        }
  }
}

/** What the file says, unless the reply asks for longer; where it says nothing, longer each time. */
const waitMs = (
  { afterMs }: Extract<Action, { readonly kind: 'retry' }>,
  exchange: Exchange,
  tries: number,
): number => {
  const asked = Number(replyOf(exchange)?.headers['retry-after'] ?? Number.NaN) * 1000
  return Number.isFinite(asked) ? asked : (afterMs ?? Math.min(5 * 1.6 ** tries, 500))
}

/** What is to be done before a step is tried again. */
const before = async (run: Run, first: Goal): Promise<void> => {
  const { workflows } = run.conversation.session.contract
  if (first.kind === 'workflow') {
    const workflow = workflows.find(({ id }) => id === first.workflow)
    if (workflow) await run.enter(workflow)
    return
  }
  const step = run.workflow.steps.find(({ id }) => id === first.step)
  const attempt = step && (await attemptAt(run, step))
  if (step && attempt && !('kind' in attempt)) conclude(run, step, attempt)
}

const conclude = (run: Run, step: Step, attempt: Attempt & { readonly impatient?: string }): void => {
  const { conversation, workflow } = run
  run.steps.set(step.id, outputsIn(step.outputs, attempt.scope))
  run.exchanges.set(step.id, attempt.exchange)
  const exchanges = new Map([...run.exchanges].map(([id, exchange]) => [id, exchange.id]))
  conversation.note(
    ...stepEvidence({
      workflow,
      step,
      ...attempt,
      id: conversation.session.id,
      hasCredentials: step.parameters.some(
        ({ in: where, name }) => where === 'header' && /^authorization$/i.test(name),
      ),
      exchanges,
    }),
  )
}

const attemptAt = (run: Run, step: Step): Promise<Attempt | Unsent> => {
  const { does } = step
  return does.kind === 'call' ? callAt(run, step, does.operation) : workflowAt(run, step, does.workflow)
}

const callAt = async (run: Run, step: Step, name: string): Promise<Attempt | Unsent> => {
  const { conversation, workflow, providers, own } = run
  const { session, caseId } = conversation
  const operation = session.operation(name)
  const seed = session.seed(caseId, workflow.id, step.id)
  const made = await callOf(session, { step, operation, scope: scopeOf(run), seed, providers })
  if (made.kind === 'lacks')
    return {
      kind: 'stopped',
      why: `set-up failed: the step ${step.id} cannot be sent: ${made.reason}`,
      isUntried: false,
    }
  const withheld = lacksConsentFor(session, { workflow, step, call: made.call, own })
  if (withheld !== undefined) return { kind: 'stopped', why: withheld, isUntried: true }
  const exchange = await conversation.send(made.call, {
    verbatim: made.verbatim,
    soft: step.isSoft,
    wantsRefusal: wantsRefusal(step),
  })
  const { outcome } = exchange
  if (outcome.kind === 'withheld')
    return { kind: 'stopped', why: outcome.detail, isUntried: outcome.because !== undefined }
  if (isOfRun(step, operation, own)) own.add(step.id)
  const scope = scopeOf(run, { answered: { operation, exchange } })
  return { scope, exchange, madeUp: [...made.madeUp, ...madeUpInputs(run, step)], why: answerText(exchange) }
}

/** The fixtures that would have given the inputs of a request that were made up. */
const madeUpInputs = ({ workflow, madeUp }: Run, step: Step): readonly string[] =>
  restsOn(step).flatMap((one) =>
    one.kind === 'input' && madeUp.has(one.name)
      ? workflow.inputs.filter(({ name }) => name === one.name).map(({ fixture }) => fixture)
      : [],
  )

const workflowAt = async (run: Run, step: Step, name: string): Promise<Attempt | Unsent> => {
  const { conversation } = run
  const called = conversation.session.contract.workflows.find(({ id }) => id === name)
  const given: Record<string, Values[string]> = {}
  for (const one of step.parameters) {
    const found = fill(one.value, scopeOf(run))
    if (found.kind === 'lacks')
      return {
        kind: 'stopped',
        why: `set-up failed: the step ${step.id} cannot be done: ${found.what.text} has no value`,
        isUntried: false,
      }
    given[one.name] = found.value
  }
  const end = called && (await run.enter(called, given))
  if (!end) throw new Error(`The contract has no workflow ${name}.`)
  if (!end.last) {
    const why = end.kind === 'stopped' ? end.why : `the workflow ${name} sent nothing`
    return { kind: 'stopped', why, isUntried: end.kind === 'stopped' && end.isUntried }
  }
  if (end.kind === 'done' && end.isOwn) run.own.add(step.id)
  const scope = scopeOf(run, end.kind === 'done' ? { outputs: end.outputs } : {})
  return { scope, exchange: end.last, madeUp: [], why: end.kind === 'stopped' ? end.why : answerText(end.last) }
}

/** What the step itself promises was not tried. */
const noteUnsent = ({ conversation }: Run, step: Step, { why, isUntried }: Unsent): void => {
  const facets = new Set(step.criteria.flatMap(({ promise }) => promise?.facet ?? []))
  const { id } = conversation.session
  conversation.note(
    ...[...facets].map((facet) => ({
      requirement: id(facet),
      verdict: isUntried ? ('untested' as const) : ('inconclusive' as const),
      reason: why,
    })),
  )
}
