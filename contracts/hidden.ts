import { oncePer } from '../core/once-per.ts'
import type { Operation } from './contract.ts'
import { nodesOf, type SchemaNode } from './schema/node.ts'

/** Places of a request whose values may come back in no reply. */
export const hiddenNodes = ({ body }: Pick<Operation, 'body'>): readonly SchemaNode[] =>
  body ? hiddenBelow(body.node) : []

const hiddenBelow = oncePer((root: SchemaNode) =>
  nodesOf(root).filter(({ schemas }) => schemas.strict['x-assay-hidden'] === true),
)
