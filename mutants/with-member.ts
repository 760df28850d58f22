import { isObject, type Json, parsedJson } from '../core/json.ts'
import type { Given } from '../core/layer.ts'
import { textIn, withBody } from './reply.ts'

/** A reply that says one thing more; a body that is no JSON object has it as text at its end. */
export const withMember = (given: Given, name: string, value: string): Given => {
  const text = textIn(given)
  const parsed = parse(text)
  return withBody(given, isObject(parsed) ? JSON.stringify({ ...parsed, [name]: value }) : appended(text, value))
}

/** Within the root element of XML. */
const appended = (text: string, value: string): string => {
  const end = text.lastIndexOf('</')
  return end > 0 ? `${text.slice(0, end)}<!-- ${value} -->${text.slice(end)}` : text + value
}

const parse = (text: string): Json | undefined => {
  try {
    return parsedJson(text)
  } catch {
    return undefined
  }
}
