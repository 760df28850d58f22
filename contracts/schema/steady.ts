import { at, fromPointer, isList, isObject, type Json, type JsonObject } from '../../core/json.ts'

/**
 * Whether a schema of a document takes no longer for a value of twice the size than twice as long, but for patterns and
 * formats: it compares no elements of a list with each other, and does not lead back to itself.
 */
export const isSteady = (
  document: JsonObject,
  { id, pointer }: { readonly id: string; readonly pointer: string },
): boolean => {
  const known = new Map<string, boolean>()
  const isSteadyAt = (place: string): boolean => {
    const before = known.get(place)
    if (before !== undefined) return before
    // Whoever comes here again before it is known has been led back.
    known.set(place, false)
    const schema = at(document, fromPointer(place))
    const steady = schema !== undefined && isSteadyIn(schema)
    known.set(place, steady)
    return steady
  }
  const isSteadyIn = (schema: Json): boolean => {
    if (isList(schema)) return schema.every(isSteadyIn)
    if (!isObject(schema)) return true
    return Object.entries(schema).every(([name, value]) => {
      if (comparing.includes(name) && value === true) return false
      if (!name.startsWith('$') || typeof value !== 'string') return isSteadyIn(value)
      if (name !== '$ref') return !isLeading(name)
      const [base, place] = value.split('#', 2)
      return (base === '' || base === id) && place !== undefined && isSteadyAt(decodeURIComponent(place))
    })
  }
  return isSteadyAt(pointer)
}

const comparing: readonly string[] = ['uniqueItems']

const isLeading = (keyword: string): boolean => keyword.toLowerCase().endsWith('ref')
