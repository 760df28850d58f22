import type { Contract } from '../../contracts/contract.ts'
import { builtIn, loadContract } from '../../contracts/load.ts'
import { coverageMarkdown } from './markdown.ts'
import { skeletons } from './skeleton.ts'

/** The contracts that ship, by name. */
export const contracts = async (): Promise<ReadonlyMap<string, Contract>> =>
  new Map(await Promise.all(builtIn().map(async (name) => [name, await loadContract(name)] as const)))

/** The text of `docs/coverage.md`. */
export const coverage = async (known?: ReadonlyMap<string, Contract>): Promise<string> =>
  coverageMarkdown(skeletons(), known ?? (await contracts()))
