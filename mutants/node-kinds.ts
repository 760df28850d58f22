import type { SchemaNode } from '../contracts/schema/node.ts'
import { allowsType } from '../contracts/schema/schema.ts'

/** Whether a place may hold a value of a type. */
export const mayBe =
  (...types: readonly string[]) =>
  ({ schemas }: SchemaNode): boolean =>
    types.some((type) => allowsType(schemas.wide, type))

export const isMember = ({ path }: SchemaNode): boolean => path.length > 0 && path.at(-1) !== '[]'

/** A member with a name of its own that every reading lets a request do without. */
export const isOptionalMember = (node: SchemaNode): boolean =>
  isMember(node) && node.path.at(-1) !== '*' && !node.required.strict && !node.required.wide

export const isBelowRoot = ({ path }: SchemaNode): boolean => path.length > 0

/** What only a list of values allows: a value beyond it says nothing. */
export const isEnumerated = ({ schemas }: SchemaNode): boolean =>
  Array.isArray(schemas.wide['enum']) || schemas.wide['const'] !== undefined
