import type { Json, JsonObject } from '../../core/json.ts'
import type { Level, Source } from '../../core/requirement.ts'

/** An Arazzo document as it is written; `arazzo.schema.json` says the same, and is asked first. */
export type Written = JsonObject & {
  readonly info: { readonly title: string; readonly version: string }
  readonly sourceDescriptions: readonly WrittenSource[]
  readonly workflows: readonly WrittenWorkflow[]
  readonly components?: { readonly [Part in keyof Components]?: Readonly<Record<string, Components[Part]>> }
}

/** What stands under a name in each part of the components. */
export type Components = {
  readonly parameters: WrittenParameter
  readonly successActions: WrittenAction
  readonly failureActions: WrittenAction
}

type WrittenSource = JsonObject & {
  readonly name: string
  readonly url: string
  readonly type?: 'openapi' | 'arazzo'
}

export type WrittenWorkflow = JsonObject & {
  readonly workflowId: string
  readonly summary?: string
  readonly inputs?: JsonObject
  readonly dependsOn?: readonly string[]
  readonly steps: readonly WrittenStep[]
  readonly successActions?: readonly (WrittenAction | Reusable)[]
  readonly failureActions?: readonly (WrittenAction | Reusable)[]
  readonly outputs?: Readonly<Record<string, string>>
  readonly parameters?: readonly (WrittenParameter | Reusable)[]
  readonly 'x-assay-set-up'?: boolean
}

export type WrittenStep = JsonObject & {
  readonly stepId: string
  readonly description?: string
  readonly operationId?: string
  readonly operationPath?: string
  readonly workflowId?: string
  readonly parameters?: readonly (WrittenParameter | Reusable)[]
  readonly requestBody?: WrittenBody
  readonly successCriteria?: readonly WrittenSuccess[]
  readonly onSuccess?: readonly (WrittenAction | Reusable)[]
  readonly onFailure?: readonly (WrittenAction | Reusable)[]
  readonly outputs?: Readonly<Record<string, string>>
  /** A text says why it may fail, and what would help. */
  readonly 'x-assay-set-up'?: boolean | string
  readonly 'x-assay-requirement'?: WrittenRequirement
  readonly 'x-assay-draw'?: WrittenDraw
  readonly 'x-assay-soft'?: boolean
}

export type WrittenDraw = {
  readonly optional?: 'none' | 'all'
  readonly text?: 'plain' | 'unicode'
  readonly numbers?: 'plain' | 'any'
  readonly elements?: number
  readonly edges?: boolean
}

export type WrittenBody = JsonObject & {
  readonly contentType?: string
  readonly payload?: Json
  readonly replacements?: readonly (JsonObject & { readonly target: string; readonly value: Json })[]
}

export type WrittenParameter = JsonObject & {
  readonly name: string
  readonly in?: 'path' | 'query' | 'header' | 'cookie'
  readonly value: Json
}

export type Reusable = JsonObject & { readonly reference: string; readonly value?: Json }

export const isReusable = (one: WrittenParameter | WrittenAction | Reusable): one is Reusable => 'reference' in one

export type WrittenCriterion = JsonObject & {
  readonly context?: string
  readonly condition: string
  readonly type?: 'simple' | 'regex' | 'jsonpath' | 'xpath' | { readonly type: string; readonly version: string }
}

export type WrittenSuccess = WrittenCriterion & {
  readonly 'x-assay-set-up'?: boolean
  readonly 'x-assay-requirement'?: WrittenRequirement
}

/** Of a requirement that the contract has already only what is about this condition may be said. */
export type WrittenRequirement = string | WrittenPromise

export type WrittenPromise = JsonObject & {
  readonly id?: string
  readonly title?: string
  readonly level?: Level
  readonly source?: Source & JsonObject
  readonly ambiguities?: readonly number[]
  /** Where these do not hold, the condition says nothing; `otherwise` tells why. */
  readonly when?: readonly WrittenCriterion[]
  readonly otherwise?: string
  readonly wide?: readonly (WrittenCriterion & { readonly ambiguity: number | readonly number[] })[]
  readonly message?: string
  readonly expected?: string
}

export type WrittenAction = JsonObject & {
  readonly name: string
  readonly type: 'end' | 'goto' | 'retry'
  readonly workflowId?: string
  readonly stepId?: string
  readonly retryAfter?: number
  readonly retryLimit?: number
  readonly criteria?: readonly WrittenCriterion[]
}
