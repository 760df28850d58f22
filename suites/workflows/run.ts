import type { Action, Workflow } from '../../contracts/workflows/workflow.ts'
import type { Exchange } from '../../core/exchange.ts'
import type { Json } from '../../core/json.ts'
import type { Conversation } from '../conversation.ts'
import type { Providers } from '../fixtures.ts'
import { type Scope, type Values, valueIn } from './scope.ts'

/** All that the workflows of one case share. */
export type Tale = {
  readonly conversation: Conversation
  readonly providers: Providers
  /** What was done of other workflows, for those that look at their outputs. */
  readonly workflows: Map<string, { readonly inputs: Values; readonly outputs: Values }>
  /** So many steps may be done yet: a goto may lead back for ever. */
  readonly room: { left: number }
}

/** A workflow that is under way. */
export type Run = Tale & {
  readonly workflow: Workflow
  readonly inputs: Values
  readonly madeUp: ReadonlySet<string>
  readonly steps: Map<string, Values>
  /** The exchange of each step that was done, by its id. */
  readonly exchanges: Map<string, Exchange>
  /** Steps that made something, or that rest on one that did. */
  readonly own: Set<string>
  /** Runs another workflow, one deeper. */
  readonly enter: (workflow: Workflow, given?: Values) => Promise<End>
}

/** How a workflow ended: `why` tells where it could not go on. */
export type End =
  | {
      readonly kind: 'done'
      readonly outputs: Values
      readonly last?: Exchange
      /** All that it gives is of things that the run made. */
      readonly isOwn: boolean
    }
  | { readonly kind: 'stopped'; readonly why: string; readonly isUntried: boolean; readonly last?: Exchange }

/** How a step ended, with the action that follows where one does. */
export type StepOutcome =
  | { readonly kind: 'succeeded'; readonly action?: Leading }
  | { readonly kind: 'failed'; readonly why: string; readonly action?: Leading }
  /** Nothing could be sent. */
  | { readonly kind: 'stopped'; readonly why: string; readonly isUntried: boolean }

export type Leading = Extract<Action, { readonly kind: 'end' | 'goto' }>

export const scopeOf = ({ conversation, inputs, steps, workflows }: Run, more: Partial<Scope> = {}): Scope => ({
  baseUrl: conversation.session.spec.target.baseUrl.replace(/\/$/, ''),
  inputs,
  steps,
  workflows,
  ...more,
})

/** The outputs of a step, as its scope has them. */
export const outputsIn = (outputs: Workflow['outputs'], scope: Scope): Values =>
  Object.fromEntries(
    Object.entries(outputs).map(([name, one]): readonly [string, Json | undefined] => [name, valueIn(one, scope)]),
  )
