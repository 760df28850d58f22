import fc from 'fast-check'
import { numberAt } from '../../contracts/schema/schema.ts'
import type { Mutation } from './mutation.ts'

/** Longer texts than this are not sent just to show that they are refused. */
const longest = 200_000

export const maxLength: Mutation = {
  keyword: 'maxLength',
  violate(schema) {
    const limit = numberAt(schema, 'maxLength')
    if (limit === undefined) return { unbreakable: 'the schema has no maxLength' }
    if (limit >= longest) return { unbreakable: `a text of more than ${longest} characters is not sent` }
    if ('pattern' in schema || 'enum' in schema) return { unbreakable: 'a long text may break pattern or enum too' }
    return [
      { label: 'one too long', value: fc.constant('x'.repeat(limit + 1)) },
      { label: 'far too long', value: fc.constant('x'.repeat(limit * 2 + 20)) },
    ]
  },
}
