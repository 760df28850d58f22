import fc from 'fast-check'
import { numberAt } from '../../contracts/schema/schema.ts'
import type { Mutation } from './mutation.ts'

export const minLength: Mutation = {
  keyword: 'minLength',
  violate(schema) {
    const limit = numberAt(schema, 'minLength')
    if (limit === undefined || limit === 0) return { unbreakable: 'the schema asks for no length' }
    if ('pattern' in schema || 'format' in schema || 'enum' in schema) {
      return { unbreakable: 'a short text may break pattern, format or enum too' }
    }
    return [
      { label: 'one too short', value: fc.constant('x'.repeat(limit - 1)) },
      ...(limit > 1 ? [{ label: 'empty', value: fc.constant('') }] : []),
    ]
  },
}
