import { compile } from 'json-p3'
import type { Json } from '../../core/json.ts'
import { messageOf } from '../../core/thrown.ts'
import { type Read, read, wrong } from './read-expression.ts'

/** What a JSONPath of RFC 9535 selects of a value. */
export type JsonPath = (value: Json) => readonly unknown[]

export const readJsonPath = (text: string): Read<JsonPath> => {
  try {
    const path = compile(text)
    return read((value) => path.query(value as Parameters<typeof path.query>[0]).values())
  } catch (error) {
    return wrong(`${text} is no JSONPath of RFC 9535: ${messageOf(error)}`)
  }
}
