import { ambiguitiesOfContract } from '../contracts/ambiguities.ts'
import { builtIn, shipped } from '../contracts/load.ts'
import { readAddress } from '../core/address.ts'
import { type Ambiguity, resolutionText } from '../core/ambiguity.ts'
import type { Requirement, TestedBy } from '../core/requirement.ts'
import { counted } from '../reports/counted.ts'
import { verdictWords } from '../reports/verdict-words.ts'
import { visible } from '../reports/visible.ts'
import type { Case } from '../suites/cases/case.ts'
import { casesNamed } from './cases-named.ts'
import { loadWith } from './load-with-workflows.ts'
import { print } from './print.ts'
import { sourcesOf } from './recorded-contract.ts'
import type { Replayed } from './replay.ts'
import { replayedOf } from './replayed.ts'
import { UsageError } from './usage-error.ts'

type ExplainOptions = {
  readonly contract?: string
  readonly allowRef?: readonly string[]
  readonly workflow?: readonly string[]
}

/** `assay explain <id>`: all there is to know about a requirement, by its id or a finding's address, or about a case. */
export const explainCommand = async (typed: string, { contract, ...options }: ExplainOptions): Promise<void> => {
  const inReport = typed.indexOf('#')
  const { id } = readAddress(typed.slice(inReport + 1))
  if (inReport > 0) {
    const replayed = await replayedOf(typed, sourcesOf({ ...options, ...(contract ? { contract } : {}) }))
    const named = contract ?? replayed.contract.settings.contract
    await tellRequirement(replayed.requirement.id, { name: named, options })
    print(`${findingLines(replayed).join('\n')}\n`)
    return
  }
  const [first = ''] = id.split('/')
  if (contract !== undefined) return tellRequirement(id, { name: contract, options })
  if (shipped().includes(first)) return tellRequirement(id, { name: first, options })
  for (const name of builtIn()) {
    const loaded = await loadWith(name, options)
    const [found] = await casesNamed(loaded, { names: [id], globs: [], ...options })
    if (found) return print(caseText(name, found))
  }
  throw new UsageError(
    `'${id}' is no requirement and no case of a built-in contract (${builtIn().join(', ')}); give the contract's path or URL with --contract.`,
  )
}

const tellRequirement = async (
  id: string,
  { name, options }: { readonly name: string; readonly options: Omit<ExplainOptions, 'contract'> },
): Promise<void> => {
  const loaded = await loadWith(name, options)
  const { id: contractId, requirements } = loaded.contract
  const found = requirements.find((requirement) => requirement.id === id)
  if (found) return print(text(found, ambiguitiesOfContract(contractId)))
  const [one] = await casesNamed(loaded, { names: [id], globs: [], ...options })
  if (one) return print(caseText(name, one))
  throw new UsageError(`There is no requirement '${id}'.${nearest(id, requirements)}`)
}

const caseText = (
  contract: string,
  { id, title, kind, about }: Pick<Case, 'id' | 'title' | 'kind' | 'about'>,
): string =>
  [
    id,
    `  ${title}`,
    '',
    `  case of     ${contract}, kind ${kind}`,
    `  run it      npx assay run ${contract} --only '${id}'`,
    `  judges      ${counted(about.length, 'requirement')} by design, and whatever else its exchanges show`,
    ...about.map((one) => `    ${one}`),
    '',
  ].join('\n')

const findingLines = ({ file, contract, requirement, finding }: Replayed): readonly string[] => {
  const { message, at, expected, received, address = finding.replay } = visible(finding)
  return [
    `In ${file}, at ${contract.target}: ${verdictWords[requirement.verdict]}`,
    `  ${message}`,
    `  expected    ${expected}`,
    `  received    ${at === '' ? '' : `${at}: `}${received}`,
    `  case        ${visible(finding.replay)}`,
    `  again       npx assay replay '${file}#${address}'`,
    ...(finding.curl === '' ? [] : ['', ...(finding.script ?? finding.curl).split('\n').map(visible)]),
  ]
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
