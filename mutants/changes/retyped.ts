import { isObject, type Json } from '../../core/json.ts'
import { type Change, set } from '../change.ts'

export const retyped: Change = {
  name: 'retyped',
  title: 'A value has another type: a text for a number, a number for a text, a list for an object.',
  appliesTo: () => true,
  change: (value) => (value === null ? undefined : set(ofAnotherType(value))),
}

const ofAnotherType = (value: Json): Json => {
  if (typeof value === 'string') return value === '' || Number.isNaN(Number(value)) ? 7 : Number(value)
  if (Array.isArray(value)) return { 0: value[0] ?? null }
  return isObject(value) ? [value] : String(value)
}
