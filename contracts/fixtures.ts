import type { Contract, Operation } from './contract.ts'
import { nodesOf, type SchemaNode } from './schema/node.ts'

/** The fixtures that an operation's valid requests rest on. */
export const fixturesOf = (operation: Operation): readonly string[] => namesIn(nodesIn(operation))

/** Fixtures of which every request takes a value of its own: what was used is used up. */
export const freshFixtures = ({ operations }: Pick<Contract, 'operations'>): readonly string[] =>
  namesIn(operations.flatMap(nodesIn).filter(({ schemas }) => schemas.strict['x-assay-fresh'] === true))

const nodesIn = ({ parameters, body }: Operation): readonly SchemaNode[] => [
  ...parameters.map(({ node }) => node),
  ...(body ? nodesOf(body.node) : []),
]

const namesIn = (nodes: readonly SchemaNode[]): readonly string[] => {
  const names = nodes.map(({ schemas }) => schemas.strict['x-assay-fixture'])
  return [...new Set(names.filter((name) => typeof name === 'string'))]
}
