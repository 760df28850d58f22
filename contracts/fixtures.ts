import type { Contract, Operation } from './contract.ts'
import { nodesOf, type SchemaNode } from './schema/node.ts'
import { allowsNothing, allowsType } from './schema/schema.ts'

/** The fixtures that an operation's valid requests rest on. */
export const fixturesOf = (operation: Operation): readonly string[] => namesIn(nodesIn(operation))

/** The fixtures that a body of it names. */
export const bodyFixturesOf = ({ body }: Operation): readonly string[] => (body ? namesIn(nodesOf(body.node)) : [])

/** Fixtures of which every request takes a value of its own: what was used is used up. */
export const freshFixtures = ({ operations }: Pick<Contract, 'operations'>): readonly string[] =>
  namesIn(operations.flatMap(nodesIn).filter(({ schemas }) => schemas.strict['x-assay-fresh'] === true))

/** Fixtures of which a list of values is one to draw from: they stand in bodies alone, as one value that is no list. */
export const pooledFixtures = ({ operations }: Pick<Contract, 'operations'>): readonly string[] => {
  const fixed = [
    ...freshFixtures({ operations }),
    ...namesIn(operations.flatMap(({ parameters }) => parameters.map(({ node }) => node))),
  ]
  return namesIn(
    operations
      .flatMap(({ body }) => (body ? nodesOf(body.node) : []))
      .filter(({ schemas: { wide } }) => !allowsType(wide, 'array')),
  ).filter((name) => !fixed.includes(name))
}

/** The schemas of all that a fixture stands for in a contract's requests. */
export const nodesOfFixture = ({ operations }: Pick<Contract, 'operations'>, name: string): readonly SchemaNode[] =>
  operations.flatMap(nodesIn).filter(({ schemas }) => schemas.strict['x-assay-fixture'] === name)

/** What valid requests have where a fixture has no value and the run makes none. */
export type StandIn = 'sample' | 'made up' | 'left out'

/** `sample`: a value that the documents themselves show; `made up`: any that the schema allows. */
export const standInOf = (operation: Operation, name: string): StandIn => {
  const sent = nodesIn(operation).filter(
    ({ schemas: { strict, fair } }) =>
      strict['x-assay-fixture'] === name && !allowsNothing(fair) && strict['x-assay-drawn'] !== 'never',
  )
  if (sent.length === 0) return 'left out'
  return sent.every((node) => nodesOf(node).some(isStated)) ? 'sample' : 'made up'
}

const isStated = ({ schemas: { fair } }: SchemaNode): boolean =>
  ['x-assay-sample', 'const', 'enum'].some((keyword) => fair[keyword] !== undefined)

const nodesIn = ({ parameters, body }: Operation): readonly SchemaNode[] => [
  ...parameters.map(({ node }) => node),
  ...(body ? nodesOf(body.node) : []),
]

const namesIn = (nodes: readonly SchemaNode[]): readonly string[] => {
  const names = nodes.map(({ schemas }) => schemas.strict['x-assay-fixture'])
  return [...new Set(names.filter((name) => typeof name === 'string'))]
}
