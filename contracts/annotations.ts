import { readFileSync } from 'node:fs'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { brief, isObject, type Json, type JsonObject } from '../core/json.ts'
import { lazily } from '../core/lazily.ts'
import type { Limit, OperationClass } from '../core/limits.ts'
import type { Level, Shown, Source } from '../core/requirement.ts'
import type {
  AlsoMedia,
  AlsoStatus,
  BodyForm,
  Breach,
  Creation,
  CulpritRule,
  EmptyBody,
  ErrorCase,
  Refusal,
} from './answers.ts'
import { ContractError } from './contract-error.ts'
import type { SumRule } from './schema/own-keywords.ts'
import type { Schema } from './schema/schema.ts'

/** What each annotation holds, by its name in `annotations.schema.json`, which says the same. */
export type Annotations = {
  readonly 'x-assay-also': readonly AlsoStatus[]
  readonly 'x-assay-also of an xml object': readonly { readonly name: string; readonly ambiguity: number }[]
  readonly 'x-assay-also-media': readonly AlsoMedia[]
  readonly 'x-assay-alternatives': readonly BodyForm[]
  readonly 'x-assay-ambiguities': readonly number[]
  readonly 'x-assay-counts-as': OperationClass
  readonly 'x-assay-creates': Omit<Creation, 'removable'> & { readonly removable?: boolean }
  readonly 'x-assay-drawn': 'always' | 'never'
  readonly 'x-assay-empty': EmptyBody
  readonly 'x-assay-errors': readonly (Omit<ErrorCase, 'source'> & { readonly 'x-assay-source'?: WrittenSource })[]
  readonly 'x-assay-fair': Schema & { readonly 'x-assay-fair-ambiguity'?: number }
  readonly 'x-assay-fair of a parameter': { readonly required?: boolean; readonly 'x-assay-fair-ambiguity'?: number }
  readonly 'x-assay-fixture': string
  readonly 'x-assay-fresh': boolean
  readonly 'x-assay-hidden': boolean
  readonly 'x-assay-id': string
  readonly 'x-assay-level': Level | Readonly<Record<string, Level>>
  readonly 'x-assay-limits': { readonly read?: Limit; readonly write?: Limit }
  readonly 'x-assay-names-culprit': CulpritRule
  readonly 'x-assay-null': 'absent'
  readonly 'x-assay-order': number
  readonly 'x-assay-refusal': Readonly<Partial<Record<Breach, Partial<Refusal> & Pick<Refusal, 'status'>>>>
  readonly 'x-assay-refusal of a parameter': Breach
  readonly 'x-assay-requirements': readonly WrittenRequirement[]
  readonly 'x-assay-safe': boolean
  readonly 'x-assay-sample': Json
  readonly 'x-assay-sequence': string
  readonly 'x-assay-source': WrittenSource
  readonly 'x-assay-source-of': Readonly<Record<string, WrittenSource>>
  readonly 'x-assay-spellings': readonly string[]
  readonly 'x-assay-strict': readonly (Schema & { readonly ambiguity: number })[]
  readonly 'x-assay-sum': SumRule
  readonly 'x-assay-unique': boolean
  readonly 'x-assay-unique-by': string
}

/** What it leaves out is as it is around it. */
export type WrittenSource = Partial<Source>

type WrittenRequirement = {
  readonly id: string
  readonly operation: string
  readonly title: string
  readonly how: string
  readonly level?: Level
  readonly ambiguities?: readonly number[]
  readonly fixtures?: readonly string[]
  readonly testable?: boolean
  readonly shows?: Shown
  readonly 'x-assay-source': WrittenSource
}

/** Where annotations may stand, and what each is: the file is for readers too. */
export const annotationsSchema: JsonObject = JSON.parse(
  readFileSync(new URL('annotations.schema.json', import.meta.url), 'utf8'),
)

const common = { strict: false, validateSchema: false }

/** Says yes or no. Every load asks it, so that what it compiles is small. */
const asking = new Ajv2020({ ...common, messages: false, inlineRefs: false, code: { optimize: false } })
asking.addSchema(annotationsSchema)

/** Says all that is wrong. */
const telling = lazily(() => new Ajv2020({ ...common, allErrors: true, verbose: true }).addSchema(annotationsSchema))

/**
 * The value of an annotation, where an object has it. A name may say on what it stands: `x-assay-also of an xml object`.
 *
 * @throws ContractError where the value is not of the annotation's shape
 */
export const annotation = <Name extends keyof Annotations>(
  annotated: unknown,
  name: Name,
): Annotations[Name] | undefined => {
  const [member = name] = name.split(' ')
  if (!isObject(annotated) || annotated[member] === undefined) return undefined
  const value = annotated[member]
  if (isOf(name, value)) return value
  throw new ContractError(`The contract's ${member} is ${brief(value)}, which is none.`)
}

const isOf = <Name extends keyof Annotations>(name: Name, value: unknown): value is Annotations[Name] =>
  validatorOf(name)(value) === true

/** Looked up once each: nodes by the thousand ask. */
const validatorOf = (() => {
  const known = new Map<string, ValidateFunction>()
  return (name: string): ValidateFunction => {
    const before = known.get(name)
    if (before) return before
    const made = asking.compile({ $ref: `https://assay.invalid/annotations#/$defs/${encodeURIComponent(name)}` })
    known.set(name, made)
    return made
  }
})()

/** What is wrong with one annotation of an object of a kind that `annotations.schema.json` lists. */
export const annotationErrors = (kind: string, name: string, value: unknown): readonly ErrorObject[] => {
  const validate = telling().getSchema(`https://assay.invalid/annotations#/$defs/${kind}/properties/${name}`)
  if (!validate) throw new Error(`annotations.schema.json lists no ${name} on ${kind}.`)
  return validate(value) ? [] : (validate.errors ?? [])
}
