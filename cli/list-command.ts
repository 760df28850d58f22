import { coveredBy, profileNamed } from '../certify/profile.ts'
import { Refusal } from '../certify/refusal.ts'
import { builtIn, loadContract } from '../contracts/load.ts'
import { matchesGlob } from '../core/glob.ts'
import type { Requirement } from '../core/requirement.ts'
import { listAmbiguities } from './list-ambiguities.ts'
import { print } from './print.ts'
import { reachOf } from './reach-of.ts'
import { UsageError } from './usage-error.ts'

type ListOptions = {
  readonly only: readonly string[]
  readonly json?: true
  readonly ambiguities?: true
  readonly profile?: string
  readonly allowRef?: readonly string[]
}

/** `assay list`: every requirement, one a line; or every ambiguity. */
export const listCommand = async (
  contracts: readonly string[],
  { only, json, ambiguities, profile, ...options }: ListOptions,
): Promise<void> => {
  if (ambiguities && only.length > 0)
    throw new UsageError('--ambiguities lists no requirements: leave --only away, or --ambiguities.')
  if (ambiguities) return print(await listAmbiguities(contracts, json ? 'json' : 'text'))
  const names = contracts.length > 0 ? contracts : builtIn()
  const all: Requirement[] = []
  for (const name of names) {
    const contract = await loadContract(name, reachOf(options))
    const covered = profile === undefined ? undefined : coveredIn(contract.id, profile)
    all.push(...contract.requirements.filter(({ id }) => covered?.has(id) ?? true))
  }
  const wanted = all.filter(({ id }) => only.length === 0 || only.some((glob) => matchesGlob(glob, id)))
  print(json ? `${JSON.stringify(wanted, null, 2)}\n` : wanted.map(line).join(''))
}

const coveredIn = (contract: string, profile: string): ReadonlySet<string> => {
  try {
    return coveredBy(profileNamed(contract, profile))
  } catch (error) {
    throw error instanceof Refusal ? new UsageError(error.message) : error
  }
}

const line = ({ level, id, title }: Requirement): string => `${level.padEnd(6)} ${id}  ${title}\n`
