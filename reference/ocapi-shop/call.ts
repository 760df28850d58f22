import { at, isObject, type Json, type JsonObject, withAt } from '../../core/json.ts'
import { type Body, readBodyText } from '../engine/body-text.ts'
import { type Call, contentOf, sentAs } from '../engine/call.ts'
import { methodOf } from './operations.ts'
import { rulesFor } from './rules.ts'
import { fromXml } from './xml.ts'

export const read = (call: Omit<Call, 'body'>): Body =>
  formatOf(call) === 'xml' && hasBody(call) ? readXml(call.text, call.operation) : readBodyText(call.text)

export const hasBody = ({ operation }: Pick<Call, 'operation'>): boolean =>
  !['GET', 'DELETE'].includes(methodOf(operation))

/** The JSON object that was sent; an empty one where there is none. */
export const objectOf = (call: Call): JsonObject => {
  const value = contentOf(call)
  return isObject(value) ? value : {}
}

/** Calls with a body say so by its label, the others by a parameter. */
export const formatOf = (call: Omit<Call, 'body'>): 'json' | 'xml' => {
  const named = hasBody(call) ? sentAs(call) : (call.query.get('format') ?? 'json')
  return /^(?:application\/|text\/)?xml$/.test(named) ? 'xml' : 'json'
}

const readXml = (text: string, operation: string): Body => {
  const value = fromXml(text)
  return value === undefined ? { kind: 'malformed' } : { kind: 'value', value: typed(value, operation) }
}

/** In XML every value is a text: what the rules call a number or a boolean becomes one. */
const typed = (body: Json, operation: string): Json =>
  rulesFor(operation).reduce((so, { place, type }) => {
    const value = at(so, place)
    if (typeof value !== 'string' || value === '') return so
    if (type === 'boolean' && /^(?:true|false)$/.test(value)) return withAt(so, place, value === 'true')
    const isNumber = (type === 'number' || type === 'integer') && Number.isFinite(Number(value))
    return isNumber ? withAt(so, place, Number(value)) : so
  }, body)
