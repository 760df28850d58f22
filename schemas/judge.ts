import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { fromPointer, type JsonObject, type Path } from '../core/json.ts'
import { patternOf } from '../core/pattern.ts'
import { addPlainChoices } from './choices.ts'
import { ContractError } from './contract-error.ts'
import { formBesideNull } from './flatten.ts'
import { ownFormats } from './formats.ts'
import { addOwnKeywords } from './own-keywords.ts'
import { idOf, type Reading } from './readings.ts'
import type { Schema } from './schema.ts'

/** One keyword that a value breaks. */
export type Violation = {
  /** Where the value stands that should be otherwise; for `required` the missing member itself. */
  readonly path: Path
  readonly keyword: string
  readonly message: string
}

/** Everything about a value that breaks a schema of one reading; empty where it keeps it. */
export type Judge = (reading: Reading, schema: string | Schema, value: unknown) => readonly Violation[]

/** The only ajv. A schema is named by its JSON Pointer in the contract, or given. Compiled at first use. */
export const judgeFor = (documents: Readonly<Record<Reading, JsonObject>>): Judge => {
  const ajvs = new Map<Reading, Ajv2020>()
  const byPointer = new Map<string, ValidateFunction>()
  const bySchema = new WeakMap<object, ValidateFunction>()
  const ajvOf = (reading: Reading): Ajv2020 => {
    const known = ajvs.get(reading)
    if (known) return known
    const made = newAjv(documents[reading], idOf(reading), { formBesideNull: formBesideNull(documents[reading]) })
    ajvs.set(reading, made)
    return made
  }
  const compile = (reading: Reading, schema: string | Schema): ValidateFunction => {
    const key = typeof schema === 'string' ? `${reading}${schema}` : undefined
    const known = typeof schema === 'string' ? byPointer.get(key as string) : bySchema.get(schema)
    if (known) return known
    const made = compiled(
      ajvOf(reading),
      typeof schema === 'string' ? { $ref: `${idOf(reading)}#${uri(schema)}` } : schema,
    )
    if (typeof schema === 'string') byPointer.set(key as string, made)
    else bySchema.set(schema, made)
    return made
  }
  return (reading, schema, value) => {
    const validate = compile(reading, schema)
    return validate(value) ? [] : (validate.errors ?? []).map(toViolation)
  }
}

type AjvOptions = {
  readonly verbose?: boolean
  /** @defaultValue every choice stays one */
  readonly formBesideNull?: ReturnType<typeof formBesideNull>
}

/** An ajv as the contracts need it: draft 2020-12, all errors, cents without rounding trouble, our formats and keywords. */
export const newAjv = (document?: JsonObject, id?: string, options: AjvOptions = {}): Ajv2020 => {
  const { verbose = false, formBesideNull: besideNull = () => undefined } = options
  const ajv = new Ajv2020({
    verbose,
    allErrors: true,
    strict: false,
    validateSchema: false,
    multipleOfPrecision: 6,
    logger: false,
    code: { regExp: tolerantPattern },
    ownProperties: true,
  })
  addFormats.default(ajv)
  for (const [name, pattern] of Object.entries(ownFormats)) ajv.addFormat(name, pattern)
  addPlainChoices(ajv, besideNull)
  addOwnKeywords(ajv)
  if (document) {
    try {
      ajv.addSchema(document, id)
    } catch (error) {
      throw new ContractError(`The contract's schemas cannot be read: ${(error as Error).message}.`)
    }
  }
  return ajv
}

/** A pattern that no engine here reads cannot be judged: everything matches it. */
const tolerantPattern = Object.assign((source: string): RegExp => patternOf(source) ?? /(?:)/, { code: 'patternOf' })

const compiled = (ajv: Ajv2020, schema: Schema): ValidateFunction => {
  try {
    return ajv.compile(schema)
  } catch (error) {
    throw new ContractError(`The contract's schema cannot be read: ${(error as Error).message}.`)
  }
}

const uri = (pointer: string): string => pointer.split('/').map(encodeURIComponent).join('/')

/**
 * A missing member stands where it is missing; all other findings where the value is that has the keyword's schema. The
 * schema `false` is `not` everything.
 */
const toViolation = ({ instancePath, keyword, params, message = keyword }: ErrorObject): Violation => {
  const path = fromPointer(instancePath)
  if (keyword === 'required') return { path: [...path, String(params['missingProperty'])], keyword, message }
  if (keyword === 'false schema') return { path, keyword: 'not', message: 'must NOT be valid' }
  const extra = keyword === 'additionalProperties' ? `: ${JSON.stringify(params['additionalProperty'])}` : ''
  return { path, keyword, message: `${message}${extra}` }
}
