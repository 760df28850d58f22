import type { SchemaNode } from '../contracts/schema/node.ts'
import { numberAt } from '../contracts/schema/schema.ts'
import { uniqueMembersOf } from '../contracts/schema/unique-members.ts'
import { at, type Json, withAt } from '../core/json.ts'
import { firstAt } from '../core/place.ts'
import { seedOf } from '../core/seed.ts'

/** As long as any token. */
export const room = 32

/** A value of so many digits and no other characters stays one: it holds digits in place of the token. */
export const digitsAtLeast = 16

/**
 * The body with `token` in every member that must be unique (`x-assay-unique`): the value's length is kept where the
 * token fits into it. Values that are broken on purpose stay as they are.
 */
export const stamped = (body: Json, root: SchemaNode, token: string): Json =>
  uniqueMembersOf(root).reduce((so, { path, schemas }) => {
    const value = at(so, firstAt(path))
    const most = numberAt(schemas.strict, 'maxLength') ?? Number.POSITIVE_INFINITY
    if (typeof value !== 'string' || value === '' || value.length > most) return so
    if (value.length >= digitsAtLeast && /^\d+$/.test(value)) return withAt(so, firstAt(path), digitsOf(token, value))
    return withAt(
      so,
      firstAt(path),
      (token + value.slice(token.length)).slice(0, Math.max(value.length, Math.min(most, token.length))),
    )
  }, body)

/** They begin with 0 where the value does: that is easily lost. */
const digitsOf = (token: string, { 0: first, length }: string): string => {
  const [one, other] = [seedOf(0, token), seedOf(1, token)].map((seed) => String(Math.abs(seed)).padStart(10, '0'))
  return `${first === '0' ? 0 : 9}${one}${other}`.padEnd(length, '0').slice(0, length)
}
