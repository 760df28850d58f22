import type { Violation } from '../contracts/schema/judge.ts'
import { keywords } from '../contracts/schema/keywords.ts'
import type { SchemaNode } from '../contracts/schema/node.ts'
import type { Reading } from '../contracts/schema/readings.ts'
import { type Finding, ruleKeywords } from '../core/finding.ts'
import { brief, pointer, typeOf } from '../core/json.ts'

/** A violation for people: what is wrong, what is expected, what came. */
export type ViolationWords = Pick<Finding, 'message' | 'expected' | 'rule' | 'received'>

export type Violated = {
  /** The place in the schema's tree; undefined where it has none. */
  readonly node: SchemaNode | undefined
  readonly reading: Reading
  readonly value: unknown
}

/** What a validator says in its own terms, in those of the document. */
export const wordsOf = (violation: Violation, { node, reading, value: found }: Violated): ViolationWords => {
  const { path, keyword, message, extra } = violation
  const place = pointer(path) || 'The body'
  const received = brief(found)
  if (keyword === 'required') return { message: `${place} is missing`, expected: 'a value', received }
  if (extra !== undefined)
    return {
      message: `${place} has a member that is not documented: ${JSON.stringify(extra)}`,
      expected: 'no other members',
      rule: { kind: 'undocumented', member: extra },
      received,
    }
  const value = node?.schemas[reading][keyword]
  const says = value === undefined ? undefined : keywords.find(({ name }) => name === keyword)?.says(value)
  if (value === undefined || says === undefined) return { message: `${place} ${message}`, expected: message, received }
  const expected = withoutVerb(says)
  const known = ruleKeywords.find((name) => name === keyword)
  const rule: Pick<Finding, 'rule'> = known ? { rule: { kind: 'keyword', keyword: known, value } } : {}
  return keyword === 'type'
    ? { message: `${place} is ${withArticle(typeOf(found))}, not ${expected}`, expected, ...rule, received }
    : { message: `${place} breaks the rule that it ${says}`, expected, ...rule, received }
}

const withoutVerb = (says: string): string => says.replace(/^is /, '')

const withArticle = (type: string): string =>
  type === 'null' ? type : /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`
