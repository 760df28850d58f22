import { isList, isObject, type JsonObject } from '../core/json.ts'
import { ContractError } from './contract-error.ts'

/**
 * Asks an independent validator whether a document is OpenAPI at all.
 *
 * @throws ContractError naming the first places that are not
 */
export const assertOpenApi = async (document: JsonObject, reference: string): Promise<void> => {
  const version = document['openapi']
  if (!isObject(document) || typeof version !== 'string') {
    throw new ContractError(`${reference} is not an OpenAPI document: it has no member 'openapi' with a version.`)
  }
  if (!/^3\.[01](\.|$)/.test(version)) {
    throw new ContractError(`${reference} is OpenAPI ${version}; Assay reads OpenAPI 3.0 and 3.1.`)
  }
  const { Validator } = await import('@seriousme/openapi-schema-validator')
  const result = await new Validator({ strict: false }).validate(structuredClone(document))
  if (result.valid) return
  throw new ContractError(
    [
      `${reference} is not a valid OpenAPI ${version} document:`,
      ...problems(result.errors).map((line) => `  ${line}`),
    ].join('\n'),
  )
}

const problems = (errors: unknown): readonly string[] => {
  if (typeof errors === 'string') return [errors]
  if (!isList(errors)) return ['the validator gives no reason']
  const lines = errors
    .filter(isObject)
    .map(({ instancePath, message, params }) =>
      `${instancePath || '(root)'} ${message ?? 'is wrong'} ${detail(params)}`.trim(),
    )
  return [...new Set(lines)].slice(0, 5)
}

const detail = (params: unknown): string =>
  isObject(params) && 'additionalProperty' in params ? `('${params['additionalProperty']}')` : ''
