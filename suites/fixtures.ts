import type { CaseResult } from '../core/case.ts'
import type { Json } from '../core/json.ts'
import type { Operation } from '../schemas/contract.ts'
import { nodesOf } from '../schemas/node.ts'
import type { Session } from './session.ts'

/** Makes values of a fixture at the target by the contract's own means; undefined where that did not work. */
export type Provider = (session: Session) => Promise<Provided | undefined>

export type Provided = { readonly value: Json; readonly result: CaseResult }

export type Providers = Readonly<Record<string, Provider>>

/** The fixtures that an operation's valid requests rest on. */
export const fixturesOf = (operation: Operation): readonly string[] => {
  const nodes = [
    ...operation.parameters.map(({ node }) => node),
    ...(operation.body ? nodesOf(operation.body.node) : []),
  ]
  const names = nodes.flatMap(({ schemas }) => {
    const name = schemas.strict['x-assay-fixture']
    return typeof name === 'string' ? [name] : []
  })
  return [...new Set(names)]
}

/** Values for an operation's fixtures: the user's, else made at the target, else none. */
export const fixtureValues = async (
  session: Session,
  operation: Operation,
  providers: Providers,
): Promise<Readonly<Record<string, Json>>> => {
  const found = await Promise.all(
    fixturesOf(operation).map(async (name): Promise<readonly (readonly [string, Json])[]> => {
      const given = session.spec.fixtures[name]
      if (given !== undefined) return [[name, given]]
      const provider = providers[name]
      const made = provider && (await session.once(`fixture ${name}`, () => provider(session)))
      return made ? [[name, made.value]] : []
    }),
  )
  return Object.fromEntries(found.flat())
}
