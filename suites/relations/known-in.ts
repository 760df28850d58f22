import type { SchemaNode } from '../../contracts/schema/node.ts'
import { isList, isObject, type Json } from '../../core/json.ts'

/** A body without the members that the contract does not know, or all of it where it names none. */
export const knownIn = (node: SchemaNode | undefined, value: Json | undefined): Json | undefined => {
  if (!node || value === undefined) return value
  if (isList(value)) return value.map((one) => knownIn(node.items, one) ?? null)
  if (!isObject(value) || Object.keys(node.properties).length === 0) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => Object.hasOwn(node.properties, name))
      .map(([name, one]) => [name, knownIn(node.properties[name], one) ?? null]),
  )
}
