import type { SchemaNode } from '../contracts/schema/node.ts'
import { isObject } from '../core/json.ts'
import { placeOf } from '../core/place.ts'

/**
 * The places of optional members that a body does without, though it has what they belong to. Whether what is drawn
 * always or never may be left out depends on other values or on the target's state: that is no requirement.
 */
export const leftOut = (node: SchemaNode, value: unknown): readonly string[] => {
  if (Array.isArray(value)) {
    const { items } = node
    return items ? value.flatMap((element) => leftOut(items, element)) : []
  }
  if (!isObject(value)) return []
  return Object.entries(node.properties).flatMap(([name, child]) => {
    if (Object.hasOwn(value, name)) return leftOut(child, value[name])
    return child.required.fair || 'x-assay-drawn' in child.schemas.strict ? [] : [placeOf(child.path)]
  })
}
