import { existsSync, readFileSync } from 'node:fs'
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { at, brief, fromPointer, isObject } from '../../core/json.ts'
import { lazily } from '../../core/lazily.ts'
import { nearest } from '../../core/nearest.ts'
import { isChecked, nowChecked } from '../checked.ts'
import { ContractError } from '../contract-error.ts'
import { parseText } from '../parse-text.ts'
import { readRegular } from '../read-bounded.ts'
import { assertNone, type Problem, placeText } from './problem.ts'
import type { Written } from './written.ts'

/** A file of workflows, as it is written. */
export type WorkflowFile = { readonly location: string; readonly text: string; readonly written: Written }

/** @throws ContractError naming the first places that are wrong, by line and column */
export const loadWorkflowFile = (location: string): WorkflowFile => {
  if (!existsSync(location)) throw new ContractError(`There is no file of workflows ${location}.`)
  const text = readRegular(location)
  const written = parseText(text, location)
  if (isWritten(written, text)) return { location, text, written }
  const errors = (validator().errors ?? []).filter(({ keyword }) => keyword !== 'if')
  assertNone(
    [...errors].sort((one, other) => rank(one) - rank(other)).map((error) => problemOf(error, written)),
    { location, text },
  )
  throw new Error(`${location} breaks a rule of the schema that has no words.`)
}

const isWritten = (value: unknown, text: string): value is Written => {
  if (isChecked('workflows', [text])) return true
  if (!validator()(value)) return false
  nowChecked('workflows', [text])
  return true
}

const validator = lazily(() =>
  new Ajv2020({ strict: false, allErrors: true, verbose: true, validateSchema: false }).compile<Written>(
    JSON.parse(readFileSync(new URL('arazzo.schema.json', import.meta.url), 'utf8')),
  ),
)

/** What is misspelt explains what is missing. */
const rank = ({ keyword }: ErrorObject): number => (keyword === 'additionalProperties' ? 0 : 1)

const problemOf = (
  { instancePath, keyword, params, parentSchema, message }: ErrorObject,
  document: unknown,
): Problem => {
  const path = fromPointer(instancePath)
  const place = placeText(path)
  const value = brief(at(document, path), 60)
  switch (keyword) {
    case 'additionalProperties': {
      const name = String(params['additionalProperty'])
      const known = isObject(parentSchema?.['properties']) ? Object.keys(parentSchema['properties']) : []
      const [near] = nearest(name, known, 1)
      const hint = near === undefined ? `known are ${known.join(', ')}` : `did you mean ${near}?`
      return { path: [...path, name], message: `${place} has an unknown member ${name}; ${hint}` }
    }
    case 'required':
      return { path, message: `${place} has no ${params['missingProperty']}` }
    case 'enum':
      return { path, message: `${place} is ${value}; it must be one of ${listText(params['allowedValues'])}` }
    case 'type':
      return { path, message: `${place} is ${value}; it must be ${[params['type']].flat().join(' or ')}` }
    case 'minItems':
      return { path, message: `${place} is empty; it must have at least one element` }
    case 'pattern':
      return { path, message: patternText(place, value) }
    default:
      return { path, message: `${place} is ${value}; it ${message ?? 'is wrong'}` }
  }
}

const patternText = (place: string, value: string): string =>
  place === 'arazzo'
    ? `arazzo is ${value}; Assay runs workflows of Arazzo 1.0, as in arazzo: 1.0.1`
    : `${place} is ${value}; it must be a name of letters, digits, _ and -`

const listText = (values: unknown): string => (Array.isArray(values) ? values.map((one) => String(one)).join(', ') : '')
