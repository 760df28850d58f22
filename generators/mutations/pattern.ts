import fc from 'fast-check'
import { numberAt } from '../../contracts/schema/schema.ts'
import { orTooCostly } from '../../core/bounded.ts'
import { patternOf } from '../../core/pattern.ts'
import type { Mutation } from './mutation.ts'

const probes = ['no match', '!', '~~~', '0', 'A', '', ' ', 'é', 'a'.repeat(40)]

export const pattern: Mutation = {
  keyword: 'pattern',
  violate(schema) {
    if (typeof schema['pattern'] !== 'string') return { unbreakable: 'the schema has no pattern' }
    const expression = patternOf(schema['pattern'])
    if (!expression) return { unbreakable: 'the pattern is no regular expression' }
    const least = numberAt(schema, 'minLength') ?? 0
    const most = numberAt(schema, 'maxLength') ?? Number.POSITIVE_INFINITY
    const wrong = probes
      .map((probe) => probe.padEnd(least, '!').slice(0, most))
      .filter((text) => text.length >= least && orTooCostly(() => !expression.test(text), false))
    if (wrong.length === 0) return { unbreakable: 'no text was found that does not match' }
    return [...new Set(wrong)].slice(0, 2).map((text) => ({ label: JSON.stringify(text), value: fc.constant(text) }))
  },
}
