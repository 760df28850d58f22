import type { Contract } from '../contracts/contract.ts'
import { freshFixtures, nodesOfFixture, pooledFixtures } from '../contracts/fixtures.ts'
import { allowsType, typesOf } from '../contracts/schema/schema.ts'
import { isList, isObject, type Json } from '../core/json.ts'
import { UsageError } from './usage-error.ts'

/**
 * A list or an object in place of one value would be sent as it is, and its refusal held against the target. Of what every
 * request takes anew, and of what bodies alone hold, a list is one to draw from.
 *
 * @throws UsageError naming the first such fixture
 */
export const assertFixtureForms = (contracts: readonly Contract[], fixtures: Readonly<Record<string, Json>>): void => {
  for (const [name, value] of Object.entries(fixtures)) {
    const form = isList(value) ? 'array' : isObject(value) ? 'object' : undefined
    if (form === undefined) {
      assertNoObject(contracts, name, value)
      continue
    }
    const taking = contracts.filter((one) => !(form === 'array' && isDrawnFrom(one, name)))
    const schemas = taking.flatMap((one) => nodesOfFixture(one, name)).map(({ schemas: { wide } }) => wide)
    if (schemas.length === 0 || schemas.some((one) => allowsType(one, form))) continue
    const types = [...new Set(schemas.flatMap((one) => typesOf(one) ?? []))].join(' or ')
    throw new UsageError(
      `--fixture ${name}: it is ${form === 'array' ? 'a list' : 'an object'}, where the contract has ${types}: give one value.`,
    )
  }
}

/** A text or a number where the contract has nothing but an object or a list. */
const assertNoObject = (contracts: readonly Contract[], name: string, value: Json): void => {
  const types = contracts
    .flatMap((one) => nodesOfFixture(one, name))
    .map(({ schemas: { wide } }) => typesOf(wide) ?? [])
  const wanted = [...new Set(types.flat())].filter((type) => type !== 'null')
  const isWhole = types.length > 0 && types.every((some) => some.length > 0) && wanted.every(isCompound)
  if (value === null || !isWhole) return
  const example = wanted.includes('array') ? '[…]' : '{…}'
  throw new UsageError(
    `--fixture ${name}: it is a ${typeof value === 'string' ? 'text' : typeof value}, where the contract has ${wanted.join(' or ')}: give JSON, as in --fixture ${name}='${example}'.`,
  )
}

const isCompound = (type: string): boolean => type === 'object' || type === 'array'

const isDrawnFrom = (contract: Contract, name: string): boolean =>
  freshFixtures(contract).includes(name) || pooledFixtures(contract).includes(name)
