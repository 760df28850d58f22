import { oncePer } from '../../core/once-per.ts'
import { nodesOf, type SchemaNode } from './node.ts'

/** The members of a body that must be unique: each request has values of its own there. */
export const uniqueMembersOf = oncePer((root: SchemaNode) =>
  nodesOf(root).filter(({ schemas }) => schemas.strict['x-assay-unique'] === true),
)
