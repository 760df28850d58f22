import { at, type Json, withAt } from '../core/json.ts'
import { firstAt } from '../core/place.ts'
import type { SchemaNode } from '../schemas/node.ts'
import { numberAt } from '../schemas/schema.ts'
import { uniqueMembersOf } from '../schemas/unique-members.ts'

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
