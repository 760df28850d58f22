import { parseDocument } from 'yaml'
import type { Json } from '../core/json.ts'
import { ContractError } from './contract-error.ts'

/**
 * What a JSON or YAML text holds.
 *
 * @throws ContractError where it is neither; `location` says where
 */
export const parseText = (text: string, location: string): Json => {
  const json = jsonIn(text)
  if (json !== undefined) return json
  const document = parseDocument(text, { merge: true })
  const [error] = document.errors
  if (error) throw new ContractError(`${location} is neither YAML nor JSON: ${error.message.split('\n')[0]}`)
  return document.toJS({ maxAliasCount: 10_000 }) as Json
}

/** Most files are JSON, which is read far faster as what it is; undefined where it is none. */
const jsonIn = (text: string): Json | undefined => {
  if (!text.trimStart().startsWith('{')) return undefined
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}
