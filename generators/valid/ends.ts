import type { SchemaNode } from '../../contracts/schema/node.ts'
import { allowsNothing, numberAt, typesOf } from '../../contracts/schema/schema.ts'
import { oncePer } from '../../core/once-per.ts'

/** Whether some value of a place comes to an end: a recursive schema may demand itself for ever. */
export const ends = oncePer((node: SchemaNode): boolean => {
  const { fair } = node.schemas
  if (allowsNothing(fair)) return false
  if (isGiven(node)) return true
  if (node.isCut) return !isDemanding(node)
  const branches = node.branches()
  if (branches.length > 0) return branches.some(ends)
  return Object.values(node.properties).every((child) => !child.required.fair || ends(child)) && elementsEnd(node)
})

/** A cut place of which a value without anything below it is no valid one. */
export const isDemanding = (node: SchemaNode): boolean => {
  const { fair } = node.schemas
  if (isGiven(node)) return false
  return (
    ['oneOf', 'anyOf', 'if', 'dependentSchemas', 'not', 'contains', 'prefixItems', 'allOf'].some(
      (one) => one in fair,
    ) ||
    (Array.isArray(fair['required']) && fair['required'].length > 0) ||
    ['minProperties', 'minItems'].some((keyword) => (numberAt(fair, keyword) ?? 0) > 0)
  )
}

const isGiven = ({ schemas: { fair } }: SchemaNode): boolean =>
  ['x-assay-sample', 'const', 'enum'].some((keyword) => fair[keyword] !== undefined) ||
  typesOf(fair)?.includes('null') === true

const elementsEnd = ({ schemas: { fair }, items, parts }: SchemaNode): boolean => {
  if (allowsNoList(typesOf(fair))) return true
  const { contained } = parts()
  return ((numberAt(fair, 'minItems') ?? 0) === 0 || !items || ends(items)) && (!contained || ends(contained))
}

const allowsNoList = (types: readonly string[] | undefined): boolean => types !== undefined && !types.includes('array')
