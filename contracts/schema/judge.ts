import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { bounded, TooCostly } from '../../core/bounded.ts'
import { fromPointer, isList, type JsonObject, type Path } from '../../core/json.ts'
import { type Pattern, patternOf } from '../../core/pattern.ts'
import { messageOf } from '../../core/thrown.ts'
import { ContractError } from '../contract-error.ts'
import { addPlainChoices } from './choices.ts'
import { formBesideNull } from './flatten.ts'
import { ownFormats } from './formats.ts'
import { addOwnKeywords } from './own-keywords.ts'
import { idOf, type Reading } from './readings.ts'
import type { Schema } from './schema.ts'
import { isSteady } from './steady.ts'

/** One keyword that a value breaks. */
export type Violation = {
  /** Where the value stands that should be otherwise; for `required` the missing member itself. */
  readonly path: Path
  readonly keyword: string
  readonly message: string
  /** Set where a member is one too many: its name. */
  readonly extra?: string
  /** Set where so many more are broken alike that are not listed one by one: in other elements of the same list. */
  readonly more?: number
}

/** Stands for a keyword where a value is not judged to its end: what is not reported may be broken all the same. */
export const tooCostly = 'too-costly'

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
    const known = typeof schema === 'string' ? byPointer.get(`${reading}${schema}`) : bySchema.get(schema)
    if (known) return known
    const made = compiled(
      ajvOf(reading),
      typeof schema === 'string' ? { $ref: `${idOf(reading)}#${uri(schema)}` } : schema,
    )
    if (typeof schema === 'string') byPointer.set(`${reading}${schema}`, made)
    else bySchema.set(schema, made)
    return made
  }
  const steadyAt = new Map<string, boolean>()
  const steady = (reading: Reading, schema: string | Schema): boolean => {
    if (typeof schema !== 'string') return false
    const key = `${reading}${schema}`
    const known = steadyAt.get(key) ?? isSteady(documents[reading], { id: idOf(reading), pointer: schema })
    steadyAt.set(key, known)
    return known
  }
  return (reading, schema, value) => {
    const validate = compile(reading, schema)
    const size = sizeOf(value)
    if (size > sizes.most) return [unjudged(tooLarge)]
    const quick = size > sizes.quick && steady(reading, schema) ? sizes.steady : sizes.quick
    try {
      const isKept = size > quick ? bounded(patienceMs, slow, () => validate(value)) : validate(value)
      return isKept ? [] : alikeOnce(validate.errors ?? [])
    } catch (error) {
      if (error instanceof TooCostly) return [unjudged(error.message)]
      throw error
    }
  }
}

/** So long one value is looked at, in milliseconds. */
const patienceMs = 2_000
const slow = `it takes more than ${patienceMs} ms to see whether it keeps its schema`

const unjudged = (message: string): Violation => ({ path: [], keyword: tooCostly, message })

/**
 * So many values and pieces of text are judged in no time, whatever the schema, and so many where it is steady; more than
 * `most` not at all.
 */
const sizes = { quick: 1_000, steady: 5_000, most: 300_000 }
const tooLarge = `it holds more than ${sizes.most} values`

/** How much a value holds, counted up to a little more than `most`. A text weighs as much as its length asks for. */
const sizeOf = (value: unknown): number => {
  let size = 0
  const left: unknown[] = [value]
  while (left.length > 0 && size + left.length <= sizes.most) {
    const one = left.pop()
    size += typeof one === 'string' ? 1 + one.length / 20 : 1
    if (isList(one)) {
      if (one.length > sizes.most) return one.length
      for (const element of one) left.push(element)
    } else if (typeof one === 'object' && one !== null) for (const member of Object.values(one)) left.push(member)
  }
  return size + left.length
}

/** So many violations that are alike are reported one by one, and so many that are not. */
const mostListed = { alike: 3, others: 300 }

/** A list of thousands of wrong elements is one thing wrong, thousands of times. */
const alikeOnce = (errors: readonly ErrorObject[]): readonly Violation[] => {
  if (errors.length <= mostListed.alike) return errors.map(toViolation)
  const kinds = new Map<string, { readonly first: Violation[]; count: number }>()
  let isCut = false
  for (const error of errors) {
    const key = `${error.keyword} ${error.schemaPath} ${error.params['missingProperty'] ?? ''} ${error.instancePath.replace(/\/\d+(?=\/|$)/g, '/*')}`
    const known = kinds.get(key)
    if (known) {
      known.count += 1
      if (known.first.length < mostListed.alike) known.first.push(toViolation(error))
    } else if (kinds.size < mostListed.others) kinds.set(key, { first: [toViolation(error)], count: 1 })
    else isCut = true
  }
  const all = [...kinds.values()].flatMap(({ first, count }) =>
    first.map((one, place) =>
      place === mostListed.alike - 1 && count > mostListed.alike ? { ...one, more: count - mostListed.alike } : one,
    ),
  )
  return isCut
    ? [...all, unjudged(`it breaks its schema in more than ${mostListed.others} ways, and no more are reported`)]
    : all
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
      throw new ContractError(`The contract's schemas cannot be read: ${messageOf(error)}.`)
    }
  }
  return ajv
}

/** A pattern that no engine here reads cannot be judged: everything matches it. */
const tolerantPattern = Object.assign(
  (source: string): Pick<Pattern, 'test'> & { readonly toString: () => string } => ({
    test: patternOf(source)?.test ?? (() => true),
    // ajv takes patterns for the same that read the same.
    toString: () => source,
  }),
  { code: 'patternOf' },
)

const compiled = (ajv: Ajv2020, schema: Schema): ValidateFunction => {
  try {
    return ajv.compile(schema)
  } catch (error) {
    throw new ContractError(`The contract's schema cannot be read: ${messageOf(error)}.`)
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
  if (keyword !== 'additionalProperties') return { path, keyword, message }
  const extra = String(params['additionalProperty'])
  return { path, keyword, message: `${message}: ${JSON.stringify(extra)}`, extra }
}
