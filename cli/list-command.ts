import { coveredBy, profileNamed } from '../certify/profile.ts'
import { Refusal } from '../certify/refusal.ts'
import { builtIn } from '../contracts/load.ts'
import type { Level, Requirement } from '../core/requirement.ts'
import { chosen } from './chosen.ts'
import { listAmbiguities } from './list-ambiguities.ts'
import { loadWithWorkflows } from './load-with-workflows.ts'
import { narrowed } from './narrowed.ts'
import { print } from './print.ts'
import { UsageError } from './usage-error.ts'

export type ListOptions = {
  readonly only: readonly string[]
  readonly json?: true
  readonly ambiguities?: true
  readonly level?: Level
  readonly grep?: string
  readonly profile?: string
  readonly allowRef?: readonly string[]
  readonly workflow?: readonly string[]
}

/** `assay list`: every requirement, one a line; or every ambiguity. */
export const listCommand = async (
  contracts: readonly string[],
  { only, json, ambiguities, profile, level = 'may', grep, ...options }: ListOptions,
): Promise<void> => {
  if (ambiguities && only.length > 0)
    throw new UsageError('--ambiguities lists no requirements: leave --only away, or --ambiguities.')
  if (ambiguities) return print(await listAmbiguities(contracts, json ? 'json' : 'text'))
  const names = contracts.length > 0 ? contracts : builtIn()
  const loaded = await narrowed(await loadWithWorkflows(names, options), {
    ...options,
    only,
    ...(grep === undefined ? {} : { grep }),
    isNamed: contracts.length > 0,
  })
  const wanted = loaded.flatMap((one): readonly Requirement[] => {
    const covered = profile === undefined ? undefined : coveredIn(one.contract.id, profile)
    return chosen(one.contract.requirements, { only: one.only ?? [], level }).filter(
      ({ id }) => covered?.has(id) ?? true,
    )
  })
  if (wanted.length === 0)
    throw new UsageError(`Nothing of ${names.join(', ')} matches all that was asked for: leave a flag out.`)
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
