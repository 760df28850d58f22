import type { Violation } from '../contracts/schema/judge.ts'
import { keywords } from '../contracts/schema/keywords.ts'
import type { SchemaNode } from '../contracts/schema/node.ts'
import type { Reading } from '../contracts/schema/readings.ts'
import { brief, pointer, typeOf } from '../core/json.ts'

/** A violation for people: what is wrong, what is expected, what came. */
export type ViolationWords = { readonly message: string; readonly expected: string; readonly received: string }

export type Violated = {
  /** The place in the schema's tree; undefined where it has none. */
  readonly node: SchemaNode | undefined
  readonly reading: Reading
  readonly value: unknown
}

/** What a validator says in its own terms, in those of the document. */
export const wordsOf = (violation: Violation, { node, reading, value }: Violated): ViolationWords => {
  const { path, keyword, message, extra } = violation
  const place = pointer(path) || 'The body'
  const received = brief(value)
  if (keyword === 'required') return { message: `${place} is missing`, expected: 'a value', received }
  if (extra !== undefined)
    return { message: `${place} has a member that is not documented: ${extra}`, expected: 'no other members', received }
  const rule = node?.schemas[reading][keyword]
  const says = rule === undefined ? undefined : keywords.find(({ name }) => name === keyword)?.says(rule)
  if (says === undefined) return { message: `${place} ${message}`, expected: message, received }
  const expected = withoutVerb(says)
  return keyword === 'type'
    ? { message: `${place} is ${withArticle(typeOf(value))}, not ${expected}`, expected, received }
    : { message: `${place} is not as documented: it ${says}`, expected, received }
}

const withoutVerb = (says: string): string => says.replace(/^is /, '')

const withArticle = (type: string): string =>
  type === 'null' ? type : /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`
