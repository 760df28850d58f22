import { randomBytes } from 'node:crypto'
import { type Address, readAddress } from '../core/address.ts'
import { depthOf } from '../core/depth.ts'
import type { ContractReport, Report } from '../core/report.ts'
import { counted } from '../reports/counted.ts'
import { verdictWords } from '../reports/verdict-words.ts'
import { reachOf } from './reach-of.ts'
import { readReport } from './read-report.ts'
import { type ContractSources, recordedContract } from './recorded-contract.ts'
import type { Place, Replayed, ReplayOptions } from './replay.ts'
import type { RunRequest } from './run-request.ts'
import { UsageError } from './usage-error.ts'

/**
 * What `<report>#<case>`, `<report>#<requirement>` or the address of a finding names.
 *
 * @throws UsageError where the reference is none, or the report holds no such finding
 */
export const replayedOf = async (reference: string, sources: ContractSources = {}): Promise<Replayed> => {
  const hash = reference.indexOf('#')
  if (hash < 1)
    throw new UsageError(
      `'${reference}' names no finding: write <report.json>#<address>, where the address is a requirement, a case, or what the report prints after "again".`,
    )
  const [file, name] = [reference.slice(0, hash), reference.slice(hash + 1)]
  const report = await readReport(file, sources)
  const all = report.contracts.flatMap((contract) =>
    contract.requirements.flatMap((requirement) =>
      requirement.findings.map((finding) => ({ report, file, contract, requirement, finding })),
    ),
  )
  const ofCase = all.filter(({ finding }) => finding.replay === name)
  const worst = ofCase.find(({ requirement }) => requirement.verdict === 'fail') ?? ofCase[0]
  if (worst) return { ...worst, isWholeCase: true }
  const { id, place = 1 } = readAddress(name)
  const found = all.filter(({ requirement }) => requirement.id === id)[place - 1]
  if (found) return { ...found, isWholeCase: false }
  throw new UsageError(`${file} holds no finding '${name}'.${whyNone(report, { id, place })}`)
}

const whyNone = ({ contracts }: Report, { id, place }: Required<Address>): string => {
  const requirement = contracts.flatMap(({ requirements }) => requirements).find((one) => one.id === id)
  if (!requirement) return ' assay report prints the address of each.'
  const { length } = requirement.findings
  return length === 0
    ? ` The verdict of ${id} is ${verdictWords[requirement.verdict]}: there is no failure to show again.`
    : ` ${id} has ${counted(length, 'finding')}, and number ${place} was asked for.`
}

/** Where the contract of the case is read from. */
export const contractOf = (
  { settings }: Pick<ContractReport, 'settings'>,
  { contract }: Pick<ReplayOptions, 'contract'>,
): string => recordedContract(settings.contract, contract === undefined ? [] : [contract])

/** How to run the case again: with a fresh mark, so that what must be unique is not taken for its own duplicate. */
export const requestOf = (
  { report, contract, finding }: Replayed,
  options: ReplayOptions,
  { where, config, profile }: Place,
): RunRequest => {
  const { settings } = contract
  return {
    contracts: [contractOf(contract, options)],
    cases: [finding.replay],
    config,
    tag: randomBytes(3).toString('hex'),
    flags: {
      ...reachOf(options),
      workflow: settings.workflows ?? [],
      seed: report.run.seed,
      depth: depthOf(settings),
      runs: settings.runs,
      reading: settings.reading,
      timeout: settings.timeoutMs,
      settle: settings.settleMs,
      only: [],
      allow: options.allow,
      header: options.header,
      fixture: {},
      ...(where.kind === 'reference' ? { reference: true } : { target: where.baseUrl }),
      ...(profile === undefined ? {} : { profile }),
      ...(options.token === undefined ? {} : { token: options.token }),
      ...(options.allowWrites ? { allowWrites: true } : {}),
    },
    recorded: { [contract.id]: settings.fixtures },
    ...(where.kind === 'reference' && settings.reference ? { faults: settings.reference } : {}),
  }
}
