import { allowsType, typesOf } from '../../contracts/schema/schema.ts'
import { at } from '../../core/json.ts'
import type { Rule, Violation } from '../../generators/violations.ts'

/**
 * Whether a violation is still one where all values are text: a member left out, text that is wrong as text, a number out of
 * its bounds, and what no number is written as.
 */
export const isWrongAsText = ({ node, keyword }: Rule, { body, at: path }: Violation): boolean => {
  if (keyword === 'required' || keyword === 'optional') return true
  const { strict, fair } = node.schemas
  const value = at(body, path)
  if (isNumeric(typesOf(fair))) {
    if (keyword === 'type') return typeof value === 'string' && !/\d/.test(value) && value.trim() !== ''
    return typeof value === 'number'
  }
  return keyword !== 'type' && typeof value === 'string' && allowsType(strict, 'string')
}

const isNumeric = (types: readonly string[] | undefined): boolean =>
  types !== undefined && types.length > 0 && types.every((type) => type === 'number' || type === 'integer')
