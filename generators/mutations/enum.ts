import fc from 'fast-check'
import type { Json } from '../../core/json.ts'
import type { Candidate, Mutation } from './mutation.ts'

export const enumeration: Mutation = {
  keyword: 'enum',
  violate({ enum: values }) {
    if (!Array.isArray(values)) return { unbreakable: 'the schema has no enum' }
    const texts = values.filter((value): value is string => typeof value === 'string' && value !== '')
    const first = texts[0]
    const near: readonly (readonly [string, Json])[] = first
      ? [
          ['a value cut short', first.slice(0, -1)],
          ['two values joined', `${first}${texts[1] ?? first}`],
          ['another case', swapCase(first)],
        ]
      : []
    const all: readonly (readonly [string, Json])[] = [
      ...near,
      ['an unknown value', 'no-such-value'],
      ['an object', {}],
    ]
    return all
      .filter(([, value]) => !values.includes(value))
      .map(([label, value]): Candidate => ({ label, value: fc.constant(value) }))
  },
}

const swapCase = (text: string): string => (text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase())
