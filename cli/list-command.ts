import { matchesGlob } from '../core/glob.ts'
import type { Requirement } from '../core/requirement.ts'
import { builtIn, loadContract } from '../schemas/load.ts'

/** `assay list`: every requirement, one a line. */
export const listCommand = async (
  contracts: readonly string[],
  { only, json }: { readonly only: readonly string[]; readonly json?: true },
): Promise<void> => {
  const names = contracts.length > 0 ? contracts : builtIn()
  const all: Requirement[] = []
  for (const name of names) all.push(...(await loadContract(name)).requirements)
  const wanted = all.filter(({ id }) => only.length === 0 || only.some((glob) => matchesGlob(glob, id)))
  process.stdout.write(json ? `${JSON.stringify(wanted, null, 2)}\n` : wanted.map(line).join(''))
}

const line = ({ level, id, title }: Requirement): string => `${level.padEnd(6)} ${id}  ${title}\n`
