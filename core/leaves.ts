import { isList, isObject, type Json, type Path } from './json.ts'

/** A scalar of a document, and where it stands. */
export type Leaf = { readonly path: Path; readonly value: Json }

type Skip = (value: Json, path: Path) => boolean

/** All scalars of a value in the order in which they stand, null among them; nothing below what is skipped. */
export const leavesOf = (value: Json, isSkipped: Skip = () => false, path: Path = []): readonly Leaf[] => {
  if (isSkipped(value, path)) return []
  if (isList(value)) return value.flatMap((element, index) => leavesOf(element, isSkipped, [...path, index]))
  if (isObject(value))
    return Object.entries(value).flatMap(([name, member]) => leavesOf(member, isSkipped, [...path, name]))
  return [{ path, value }]
}
