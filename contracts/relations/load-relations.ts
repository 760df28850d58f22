import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { lazily } from '../../core/lazily.ts'
import { isChecked, nowChecked } from '../checked.ts'
import type { Operation } from '../contract.ts'
import { ContractError } from '../contract-error.ts'
import { parseText } from '../parse-text.ts'
import { assertWithin, isUrl, type Reach, readRegular } from '../read-bounded.ts'
import type { Relations } from './read-relations.ts'
import type { Written } from './written.ts'

/** A file of relations, as it is written; undefined where a contract has none. */
export type RelationsFile = { readonly location: string; readonly written: Written }

/**
 * `relations.yaml` beside an OpenAPI document that is a file.
 *
 * @throws ContractError naming the first places that are wrong
 */
export const loadRelations = (document: string, allowRef: Reach = []): RelationsFile | undefined => {
  if (isUrl(document)) return undefined
  const location = join(dirname(document), 'relations.yaml')
  if (!existsSync(location)) return undefined
  assertWithin(location, document, allowRef)
  const text = readRegular(location)
  const written = parseText(text, location)
  if (isWritten(written, text)) return { location, written }
  const lines = (schema().errors ?? [])
    .filter(({ keyword }) => keyword !== 'if')
    .slice(0, 5)
    .map(
      ({ instancePath, message = 'is wrong', params }) => `  ${instancePath || '(root)'} ${message}${detail(params)}`,
    )
  throw new ContractError([`${location} is no list of relations:`, ...new Set(lines)].join('\n'))
}

const isWritten = (value: unknown, text: string): value is Written => {
  if (isChecked('relations', [text])) return true
  if (!schema()(value)) return false
  nowChecked('relations', [text])
  return true
}

/** Made when the first file is asked about: most commands read none but those that ship. */
const schema = lazily(() =>
  new Ajv2020({ strict: false, allErrors: true, validateSchema: false }).compile<Written>(
    JSON.parse(readFileSync(new URL('relations.schema.json', import.meta.url), 'utf8')),
  ),
)

const detail = (params: object): string => {
  if ('additionalProperty' in params) return ` ('${params.additionalProperty}')`
  return 'allowedValues' in params ? `: ${JSON.stringify(params.allowedValues)}` : ''
}

/**
 * Whether every operation that a relation names is there.
 *
 * @throws ContractError naming the first that is not
 */
export const assertOperations = (
  { location }: RelationsFile,
  { operations: named }: Pick<Relations, 'operations'>,
  operations: readonly Operation[],
): void => {
  const ids = new Set(operations.map(({ id }) => id))
  const unknown = named.find((name) => !ids.has(name))
  if (unknown !== undefined)
    throw new ContractError(`${location} names the operation ${unknown}, which is not in the contract.`)
}
