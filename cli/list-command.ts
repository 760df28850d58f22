import { coveredBy, profileNamed } from '../certify/profile.ts'
import { Refusal } from '../certify/refusal.ts'
import { builtIn } from '../contracts/load.ts'
import { matchesGlob } from '../core/glob.ts'
import type { Requirement } from '../core/requirement.ts'
import { listAmbiguities } from './list-ambiguities.ts'
import { loadWithWorkflows } from './load-with-workflows.ts'
import { print } from './print.ts'
import { UsageError } from './usage-error.ts'

type ListOptions = {
  readonly only: readonly string[]
  readonly json?: true
  readonly ambiguities?: true
  readonly profile?: string
  readonly allowRef?: readonly string[]
  readonly workflow?: readonly string[]
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
  const loaded = await loadWithWorkflows(names, options)
  const all = loaded.flatMap(({ contract }): readonly Requirement[] => {
    const covered = profile === undefined ? undefined : coveredIn(contract.id, profile)
    return contract.requirements.filter(({ id }) => covered?.has(id) ?? true)
  })
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
