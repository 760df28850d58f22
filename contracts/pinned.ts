import type { Json } from '../core/json.ts'
import { placeOf } from '../core/place.ts'
import type { Pinned } from '../core/report.ts'
import type { Contract } from './contract.ts'
import { nodesOfFixture, pooledFixtures } from './fixtures.ts'

/** What bodies have with the one value that a fixture gives: no other is tried, since it may not exist at the target. */
export const pinnedBy = (contract: Contract, given: Readonly<Record<string, Json>>): readonly Pinned[] =>
  pooledFixtures(contract)
    .filter((name) => name in given && !(Array.isArray(given[name]) && given[name].length > 1))
    .map((fixture) => ({
      fixture,
      places: [...new Set(nodesOfFixture(contract, fixture).map(({ path }) => placeOf(path)))],
    }))
