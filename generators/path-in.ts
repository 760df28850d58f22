import { nodeAt, type SchemaNode } from '../contracts/schema/node.ts'
import { at, isList, isObject, type Json, type Path } from '../core/json.ts'

/** Which element of a list of some length. */
export const indexOf = {
  first: (_: number) => 0,
  second: (length: number) => Math.max(Math.min(length - 1, 1), 0),
  last: (length: number) => Math.max(length - 1, 0),
}

export type Place = keyof typeof indexOf

/** Where the node's value stands in a body: at an element of each list, at the first unnamed member of each map. */
export const pathIn = (root: SchemaNode, body: Json, { path }: SchemaNode, element: Place = 'first'): Path =>
  path.reduce<Path>((so, step) => {
    if (step === '[]') {
      const list = at(body, so)
      return so.concat(indexOf[element](isList(list) ? list.length : 0))
    }
    if (step !== '*') return so.concat(step)
    const map = at(body, so)
    const named = nodeAt(root, so)?.properties ?? {}
    return so.concat((isObject(map) ? Object.keys(map).find((name) => !Object.hasOwn(named, name)) : undefined) ?? step)
  }, [])
