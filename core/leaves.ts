import { isList, isObject, type Json, type Path } from './json.ts'

/** A scalar of a document, and where it stands. */
export type Leaf = { readonly path: Path; readonly value: Json }

type Skip = (value: Json, path: Path) => boolean

/** All scalars of a value in the order in which they stand, null among them; nothing below what is skipped. */
export const leavesOf = (value: Json, isSkipped: Skip = () => false, path: Path = []): readonly Leaf[] => {
  const leaves: Leaf[] = []
  const visit = (current: Json, at: Path): void => {
    if (isSkipped(current, at)) return
    if (isList(current)) for (const [index, element] of current.entries()) visit(element, [...at, index])
    else if (isObject(current)) for (const [name, member] of Object.entries(current)) visit(member, [...at, name])
    else leaves.push({ path: at, value: current })
  }
  visit(value, path)
  return leaves
}
