import type { Operation } from '../contracts/contract.ts'
import { fixturesOf, freshFixtures } from '../contracts/fixtures.ts'
import { nodesOf } from '../contracts/schema/node.ts'
import { allowsNothing } from '../contracts/schema/schema.ts'
import type { CaseResult } from '../core/case.ts'
import type { Json } from '../core/json.ts'
import { freshMark } from './fresh.ts'
import { workOf } from './once.ts'
import type { Session } from './session.ts'
import type { Drawn } from './supply.ts'

const fixtures = workOf<Awaited<ReturnType<Provider>>>('fixtures that are made')

/**
 * Makes a value of a fixture at the target by the contract's own means; undefined where that did not work. Where every
 * request takes its own, `serial` counts them.
 */
export type Provider = (session: Session, serial?: number) => Promise<Provided | undefined>

export type Provided = { readonly value: Json; readonly result: CaseResult }

export type Providers = Readonly<Record<string, Provider>>

/** The fixtures without a value that valid requests rest on all the same: the documents' sample is sent, or a value is made up. */
export const madeUp = (operation: Operation, values: Readonly<Record<string, Json>>): readonly string[] => {
  const nodes = [
    ...operation.parameters.map(({ node }) => node),
    ...(operation.body ? nodesOf(operation.body.node) : []),
  ]
  const names = nodes
    // What is never drawn is not made up either.
    .filter(({ schemas }) => !allowsNothing(schemas.fair) && schemas.strict['x-assay-drawn'] !== 'never')
    .map(({ schemas }) => schemas.strict['x-assay-fixture'])
  return fixturesOf(operation).filter((name) => names.includes(name) && !(name in values))
}

/** Values for an operation's fixtures: the user's, else made at the target, else none. */
export const fixtureValues = async (
  session: Session,
  operation: Operation,
  providers: Providers,
): Promise<Readonly<Record<string, Json>>> => {
  const fresh = freshFixtures({ operations: [operation] })
  const found = await Promise.all(
    fixturesOf(operation).map(async (name): Promise<readonly (readonly [string, Json])[]> => {
      if (fresh.includes(name)) return freshValue(session, name, providers[name])
      const value = await fixtureValue(session, name, providers)
      return value === undefined ? [] : [[name, value]]
    }),
  )
  return Object.fromEntries(found.flat())
}

/** The value of a fixture that all share: the user's, else made at the target, else none. */
export const fixtureValue = async (session: Session, name: string, providers: Providers): Promise<Json | undefined> => {
  const given = session.spec.fixtures[name]
  if (given !== undefined) return given
  const provider = providers[name]
  return provider && (await session.once(fixtures, name, () => provider(session)))?.value
}

/** A value of a fixture that nobody else takes; undefined where there is none of it, and where all share one. */
export const ownValue = async (
  session: Session,
  { name, key, providers }: { readonly name: string; readonly key: string; readonly providers: Providers },
): Promise<Drawn | undefined> => {
  if (!freshFixtures(session.contract).includes(name)) return undefined
  const [found] = freshValue(session, name, providers[name])
  return found && session.supplies.draw(name, key)
}

/** A mark in place of the value: each request that is sent with it takes a value of its own. */
const freshValue = (
  session: Session,
  name: string,
  provider: Provider | undefined,
): readonly (readonly [string, Json])[] => {
  const { supplies } = session
  if (!supplies.has(name) && provider) supplies.offer(name, async (serial) => (await provider(session, serial))?.value)
  return supplies.has(name) ? [[name, freshMark(name)]] : []
}
