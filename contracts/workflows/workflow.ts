import type { Json } from '../../core/json.ts'
import type { Judge } from '../schema/judge.ts'
import type { SchemaNode } from '../schema/node.ts'
import type { Criterion } from './criterion.ts'
import type { Expression } from './expression.ts'
import type { Template, Text } from './template.ts'
import type { WrittenDraw } from './written.ts'

/** Calls of a contract one after the other, as a file of Arazzo 1.0 has them. */
export type Workflow = {
  readonly id: string
  readonly title: string
  /** The file it was read from, as it was given. */
  readonly file: string
  readonly inputs: readonly Input[]
  /** Workflows that come first. */
  readonly dependsOn: readonly string[]
  readonly steps: readonly Step[]
  readonly outputs: Outputs
}

export type Outputs = Readonly<Record<string, Expression>>

export type Input = {
  readonly name: string
  /** The fixture that gives its value. */
  readonly fixture: string
  /** What it is, in the words of the file. */
  readonly description?: string
  readonly required: boolean
  readonly default?: Json
  /** Any value of its schema will do: that one is made up excuses nothing. */
  readonly isAny: boolean
  /** Its value is never made up: it must exist at the target. */
  readonly mustExist: boolean
  /** Undefined where its schema says no type. */
  readonly drawn?: { readonly node: SchemaNode; readonly judge: Judge; readonly schema: string }
}

export type Step = {
  readonly id: string
  readonly does:
    | { readonly kind: 'call'; readonly operation: string }
    | { readonly kind: 'workflow'; readonly workflow: string }
  readonly parameters: readonly StepParameter[]
  readonly body: StepBody
  readonly draw: WrittenDraw
  /** What is odd about the reply is only warned of: the documents say little about such a request. */
  readonly isSoft: boolean
  /** Why it may fail, where it is a means to what follows. */
  readonly mayFail?: string
  readonly criteria: readonly StepCriterion[]
  readonly onSuccess: readonly Action[]
  readonly onFailure: readonly Action[]
  readonly outputs: Outputs
}

/** Of a step that calls a workflow, `in` is `inputs`. */
export type StepParameter = {
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'inputs'
  readonly name: string
  readonly value: Template
}

export type StepBody = {
  readonly contentType?: string
  /** A valid body is drawn where none is given. */
  readonly payload?: Template
  readonly replacements: readonly { readonly target: readonly string[]; readonly value: Template }[]
}

/** What a step must show to have succeeded; without a promise it only decides how the workflow goes on. */
export type StepCriterion = { readonly criterion: Criterion; readonly promise?: StepPromise }

export type StepPromise = {
  /** The requirement below the contract. */
  readonly facet: string
  readonly when: readonly Criterion[]
  readonly otherwise?: string
  readonly wide: readonly { readonly criterion: Criterion; readonly ambiguities: readonly number[] }[]
  /** What a finding says; values of the step may stand in it. */
  readonly message?: Text
  readonly expected?: string
}

export type Action = { readonly name: string; readonly criteria: readonly Criterion[] } & (
  | { readonly kind: 'end' }
  | { readonly kind: 'goto'; readonly to: Goal }
  | {
      readonly kind: 'retry'
      /** Undefined where the file does not say. */
      readonly afterMs?: number
      readonly limit: number
      /** What is done before the step is tried again. */
      readonly first?: Goal
    }
)

export type Goal =
  | { readonly kind: 'step'; readonly step: string }
  | { readonly kind: 'workflow'; readonly workflow: string }
