import { Parser, parseDocument } from 'yaml'
import { deepest, isList, isObject, isTooDeep, type Json, parsedJson } from '../core/json.ts'
import { ContractError } from './contract-error.ts'

/**
 * What a JSON or YAML text holds.
 *
 * @throws ContractError where it is neither, or nested too deep; `location` says where
 */
export const parseText = (text: string, location: string): Json => {
  const json = jsonIn(text)
  // What reads it calls itself once a level, as does the reader of YAML.
  if (json === undefined ? mayBeDeep(text) && isDeep(text) : isTooDeep(text))
    throw new ContractError(`${location} is nested deeper than ${deepest} levels, which are not read.`)
  if (json !== undefined) return json
  const document = parseDocument(text, { merge: true })
  const [error] = document.errors
  if (error) throw new ContractError(`${location} is neither YAML nor JSON: ${error.message.split('\n')[0]}`)
  try {
    return document.toJS({ maxAliasCount: 10_000 })
  } catch (unknown) {
    if (unknown instanceof ReferenceError)
      throw new ContractError(`${location} holds aliases that cannot be read: ${unknown.message}.`)
    throw unknown
  }
}

/** Whether it holds as many signs that open a level as would be too many; text and comments are not told apart. */
const mayBeDeep = (text: string): boolean => {
  const brackets = text.match(/[[{]/g)?.length ?? 0
  return text.split('\n').some((line) => {
    const indent = line.length - line.trimStart().length
    const signs = line.match(/[-?:](?=\s|$)/g)?.length ?? 0
    // A list may stand in the column of the member that holds it.
    return brackets + 2 * (indent + signs + 1) > deepest
  })
}

/** By the tokens, which are made without recursion. */
const isDeep = (text: string): boolean => {
  const left: { readonly token: unknown; readonly depth: number }[] = []
  for (const token of new Parser().parse(text)) left.push({ token, depth: 0 })
  for (let next = left.pop(); next; next = left.pop()) {
    const { token, depth } = next
    if (depth > deepest) return true
    if (!isObject(token)) continue
    const { items, value, key } = token
    for (const inner of [value, key]) left.push({ token: inner, depth })
    if (isList(items)) for (const item of items) left.push({ token: item, depth: depth + 1 })
  }
  return false
}

/** Most files are JSON, which is read far faster as what it is; undefined where it is none. */
const jsonIn = (text: string): Json | undefined => {
  if (!text.trimStart().startsWith('{')) return undefined
  try {
    return parsedJson(text)
  } catch {
    return undefined
  }
}
