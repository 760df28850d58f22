import type { SchemaNode } from '../contracts/schema/node.ts'
import { numberAt } from '../contracts/schema/schema.ts'
import { uniqueMembersOf } from '../contracts/schema/unique-members.ts'
import { at, type Json, withAt } from '../core/json.ts'
import { firstAt } from '../core/place.ts'

/**
 * The body with `token` in every member that must be unique (`x-assay-unique`): the value's length is kept where the
 * token fits into it. Values that are broken on purpose stay as they are.
 */
export const stamped = (body: Json, root: SchemaNode, token: string): Json =>
  uniqueMembersOf(root).reduce((so, { path, schemas }) => {
    const value = at(so, firstAt(path))
    const most = numberAt(schemas.strict, 'maxLength') ?? Number.POSITIVE_INFINITY
    if (typeof value !== 'string' || value === '' || value.length > most) return so
    return withAt(
      so,
      firstAt(path),
      (token + value.slice(token.length)).slice(0, Math.max(value.length, Math.min(most, token.length))),
    )
  }, body)
