import { ambiguitiesOfContract } from '../contracts/ambiguities.ts'
import { builtIn, shipped } from '../contracts/load.ts'
import { type Ambiguity, resolutionText } from '../core/ambiguity.ts'
import type { Requirement, TestedBy } from '../core/requirement.ts'
import { loadWith } from './load-with-workflows.ts'
import { print } from './print.ts'
import { UsageError } from './usage-error.ts'

/** `assay explain <id>`: all there is to know about one requirement before it is tried. */
export const explainCommand = async (
  id: string,
  {
    contract,
    ...options
  }: { readonly contract?: string; readonly allowRef?: readonly string[]; readonly workflow?: readonly string[] },
): Promise<void> => {
  const [first = ''] = id.split('/')
  if (contract === undefined && !shipped().includes(first)) {
    throw new UsageError(
      `'${id}' is of no built-in contract (${builtIn().join(', ')}); give the contract's path or URL with --contract.`,
    )
  }
  const { id: contractId, requirements } = (await loadWith(contract ?? first, options)).contract
  const found = requirements.find((requirement) => requirement.id === id)
  if (!found) throw new UsageError(`There is no requirement '${id}'.${nearest(id, requirements)}`)
  print(text(found, ambiguitiesOfContract(contractId)))
}

/** What a report counts as an exchange that could have broken a requirement. */
const observedIn: Readonly<Record<Exclude<TestedBy['kind'], 'nothing'>, string>> = {
  violation: 'each answer to a request that breaks it, or that shows its bound to be taken',
  reply: 'each reply that holds what it speaks of, or could have held what it forbids',
  acceptance: 'each answer to a valid request',
  flow: 'each exchange of the story in which it can be seen broken',
}

const text = (
  { id, title, level, source, testedBy, fixtures, ambiguities }: Requirement,
  known: readonly Ambiguity[],
): string =>
  [
    id,
    `  ${title}`,
    '',
    `  level       ${level}`,
    `  source      ${source.document}, ${source.section}${source.row === undefined ? '' : `, row ${source.row}`}`,
    `  tested by   ${testedBy.kind === 'nothing' ? 'nothing: ' : ''}${testedBy.how}`,
    ...(testedBy.kind === 'nothing' ? [] : [`  observed    ${observedIn[testedBy.kind]}; a pass has at least one`]),
    `  fixtures    ${fixtures.length === 0 ? 'none' : fixtures.join(', ')}`,
    `  ambiguity   ${ambiguities.length === 0 ? 'none' : `${ambiguities.join(', ')} (see the contract's README)`}`,
    ...ambiguities.flatMap((number) => ambiguityLines(number, known)),
    '',
  ].join('\n')

/** A contract of the user's numbers its own: there is no text for them. */
const ambiguityLines = (number: number, known: readonly Ambiguity[]): readonly string[] => {
  const one = known.find((other) => other.number === number)
  return one ? [`    ${String(number).padEnd(8)}  ${one.question}`, `              ${resolutionText(one)}`] : []
}

const nearest = (id: string, requirements: readonly Requirement[]): string => {
  const steps = new Set(id.split(/[/.[\]]/))
  const shared = (other: string) => other.split(/[/.[\]]/).filter((step) => step !== '' && steps.has(step)).length
  const best = [...requirements].sort((one, other) => shared(other.id) - shared(one.id)).slice(0, 3)
  return best.length === 0 ? '' : ` Near it are:\n${best.map((one) => `  ${one.id}`).join('\n')}`
}
