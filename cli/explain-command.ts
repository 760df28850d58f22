import type { Requirement } from '../core/requirement.ts'
import { builtIn, loadContract } from '../schemas/load.ts'
import { UsageError } from './usage-error.ts'

/** `assay explain <id>`: all there is to know about one requirement before it is tried. */
export const explainCommand = async (id: string, { contract }: { readonly contract?: string }): Promise<void> => {
  const [first = ''] = id.split('/')
  if (contract === undefined && !builtIn().includes(first)) {
    throw new UsageError(
      `'${id}' is of no built-in contract (${builtIn().join(', ')}); give the contract's path or URL with --contract.`,
    )
  }
  const { requirements } = await loadContract(contract ?? first)
  const found = requirements.find((requirement) => requirement.id === id)
  if (!found) throw new UsageError(`There is no requirement '${id}'.${nearest(id, requirements)}`)
  process.stdout.write(text(found))
}

const text = ({ id, title, level, source, testedBy, fixtures, ambiguities }: Requirement): string =>
  [
    id,
    `  ${title}`,
    '',
    `  level       ${level}`,
    `  source      ${source.document}, ${source.section}${source.row === undefined ? '' : `, row ${source.row}`}`,
    `  tested by   ${testedBy.kind === 'nothing' ? 'nothing: ' : ''}${testedBy.how}`,
    `  fixtures    ${fixtures.length === 0 ? 'none' : fixtures.join(', ')}`,
    `  ambiguity   ${ambiguities.length === 0 ? 'none' : `${ambiguities.join(', ')} (see the contract's README)`}`,
    '',
  ].join('\n')

const nearest = (id: string, requirements: readonly Requirement[]): string => {
  const steps = new Set(id.split(/[/.[\]]/))
  const shared = (other: string) => other.split(/[/.[\]]/).filter((step) => step !== '' && steps.has(step)).length
  const best = [...requirements].sort((one, other) => shared(other.id) - shared(one.id)).slice(0, 3)
  return best.length === 0 ? '' : ` Near it are:\n${best.map((one) => `  ${one.id}`).join('\n')}`
}
