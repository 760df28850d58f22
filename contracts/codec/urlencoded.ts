import { isList, isObject, type Json, type JsonObject } from '../../core/json.ts'
import type { Codec } from './codec.ts'

/** Members as pairs; the elements of a list each with the list's name; what is deeper as JSON, as OpenAPI 3.1 asks. */
export const urlencoded: Codec = {
  covers: (mediaType) => mediaType === 'application/x-www-form-urlencoded',
  encode: (body) => new URLSearchParams(isObject(body) ? pairsOf(body) : []).toString(),
  decode: (text) => ({ kind: 'value', value: text, oddities: [] }),
}

const pairsOf = (body: JsonObject): [string, string][] =>
  Object.entries(body).flatMap(([name, value]) =>
    isList(value) ? value.map((element): [string, string] => [name, textOf(element)]) : [[name, textOf(value)]],
  )

const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))
