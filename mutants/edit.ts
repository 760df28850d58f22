import type { SchemaNode } from '../contracts/schema/node.ts'
import { at, isList, isObject, type Json, type JsonObject, type Path } from '../core/json.ts'
import type { Change, Edit, Slot } from './change.ts'

/** What is changed: every value at a place, which is counted from the root. */
export type Spot = {
  readonly root: SchemaNode
  readonly node: SchemaNode
  readonly earlier: Json | undefined
  /** The first element that is changed in the last list on the way, counted from 0. @defaultValue 0 */
  readonly from?: number
}

/** A body with each value at a place changed; the very same body where none is. */
export const edited = (body: Json, { root, node, earlier, from = 0 }: Spot, { change }: Change): Json => {
  const walk = (value: Json, [step, ...rest]: readonly string[], here: Here): Json => {
    if (step === undefined) return value
    if (step === '[]') return isList(value) ? inList(value, rest, here) : value
    if (!isObject(value)) return value
    const object = value
    if (step !== '*') return Object.hasOwn(object, step) ? inMember(object, step, rest, here) : value
    const known = Object.keys(here.node?.properties ?? {})
    return Object.keys(object)
      .filter((name) => !known.includes(name))
      .reduce<JsonObject>((all, name) => inMember(all, name, rest, { ...here, step: '*' }), object)
  }
  const inList = (list: readonly Json[], rest: readonly string[], here: Here): Json => {
    const next = { node: here.node?.items }
    const first = rest.includes('[]') ? 0 : from
    const changed = list.flatMap((element, index): readonly Json[] => {
      if (index < first) return [element]
      const path = [...here.path, index]
      if (rest.length > 0) return [walk(element, rest, { ...next, path })]
      const edit = change(element, slotAt(path))
      if (edit === undefined || edit.kind === 'rename') return [element]
      return edit.kind === 'set' ? [edit.value] : []
    })
    return isSame(list, changed) ? list : changed
  }
  const inMember = (object: JsonObject, name: string, rest: readonly string[], here: Here): JsonObject => {
    const value = object[name] ?? null
    const path = [...here.path, name]
    if (rest.length === 0)
      return withEdit(object, name, change(value, { ...slotAt(path), member: { name, of: object } }))
    const node = here.step === '*' ? here.node?.additional : here.node?.properties[name]
    const changed = walk(value, rest, { node, path })
    return changed === value ? object : { ...object, [name]: changed }
  }
  const slotAt = (path: Path): Slot => {
    const before = at(earlier, path)
    return { node, ...(before === undefined ? {} : { earlier: before }) }
  }
  if (node.path.length > 0) return walk(body, node.path, { node: root, path: [] })
  const edit = change(body, slotAt([]))
  return edit?.kind === 'set' ? edit.value : body
}

/** Where a walk stands. */
type Here = { readonly node: SchemaNode | undefined; readonly path: Path; readonly step?: '*' }

const isSame = (some: readonly Json[], others: readonly Json[]): boolean =>
  some.length === others.length && some.every((one, index) => one === others[index])

/** Members stay in their order. */
const withEdit = (object: JsonObject, name: string, edit: Edit | undefined): JsonObject => {
  if (edit === undefined) return object
  return Object.fromEntries(
    Object.entries(object).flatMap(([one, value]): readonly [string, Json][] => {
      if (one !== name) return [[one, value]]
      if (edit.kind === 'drop') return []
      return edit.kind === 'rename' ? [[edit.name, value]] : [[name, edit.value]]
    }),
  )
}
