import fc from 'fast-check'
import { numberAt, type Schema } from '../../contracts/schema/schema.ts'
import type { Json } from '../../core/json.ts'
import type { Mutation } from './mutation.ts'

/** More elements than this are not sent just to show that they are refused. */
const most = 2_000

/** Elements are repeated, so these leave what an element may be to the valid twin: see `repeatElements`. */
export const minItems: Mutation = {
  keyword: 'minItems',
  violate(schema) {
    const limit = numberAt(schema, 'minItems') ?? 0
    if (limit === 0) return { unbreakable: 'the schema asks for no elements' }
    return [{ label: 'empty', value: fc.constant<Json>([]) }]
  },
}

export const maxItems: Mutation = {
  keyword: 'maxItems',
  violate(schema) {
    const limit = numberAt(schema, 'maxItems')
    if (limit === undefined) return { unbreakable: 'the schema has no maxItems' }
    if (limit >= most) return { unbreakable: `a list of more than ${most} elements is not sent` }
    if (schema['uniqueItems'] === true) return { unbreakable: 'elements that are repeated break uniqueItems too' }
    return [{ label: 'one too many', value: fc.constant<Json>({ [repeatElements]: limit + 1 }) }]
  },
}

export const uniqueItems: Mutation = {
  keyword: 'uniqueItems',
  violate(schema) {
    if (schema['uniqueItems'] !== true) return { unbreakable: 'elements may be repeated' }
    return [{ label: 'an element twice', value: fc.constant<Json>({ [repeatElements]: twiceAtLeast(schema) }) }]
  },
}

export const uniqueBy: Mutation = {
  keyword: 'x-assay-unique-by',
  violate(schema) {
    const member = schema['x-assay-unique-by']
    if (typeof member !== 'string') return { unbreakable: 'no member of the elements must be unique' }
    return [
      { label: `the same ${member} twice`, value: fc.constant<Json>({ [repeatElements]: twiceAtLeast(schema) }) },
      {
        label: `the same ${member} twice, and another between`,
        value: fc.constant<Json>({ ...thrice(schema), same: member, other: member, at: 1 }),
      },
      // Whoever compares each element with the first one only finds neither of those above wanting.
      {
        label: `the same ${member} twice, after another`,
        value: fc.constant<Json>({ ...thrice(schema), same: member, other: member, at: 0 }),
      },
    ]
  },
}

export const sequence: Mutation = {
  keyword: 'x-assay-sequence',
  violate({ 'x-assay-sequence': member }) {
    if (typeof member !== 'string') return { unbreakable: 'no member of the elements counts' }
    return [{ label: `${member} starts at 2`, value: fc.constant<Json>({ [repeatElements]: 1, set: { [member]: 2 } }) }]
  },
}

const thrice = (schema: Schema) => ({ [repeatElements]: Math.max(3, twiceAtLeast(schema)) })

const twiceAtLeast = (schema: Schema): number => Math.max(2, numberAt(schema, 'minItems') ?? 0)

/**
 * Marks a value that stands for the valid twin's first element, repeated. Where a member is named by `same`, it stands for
 * the twin's own elements, as far as there are, with that member of the first one.
 */
export const repeatElements = 'x-assay-repeat'

/** Marks a list that holds the body's own value, and nothing else: what careless parsers unwrap. */
export const listOfIt = '$assay-list-of-it'

/** Marks a value that stands for the first element of the body's own list: what careless readers take for a list of it. */
export const elementOfIt = '$assay-element-of-it'
