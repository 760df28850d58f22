import { randomBytes } from 'node:crypto'
import type { ContractReport } from '../core/report.ts'
import { reachOf } from './reach-of.ts'
import { readReport } from './read-report.ts'
import { type ContractSources, recordedContract } from './recorded-contract.ts'
import type { Place, Replayed, ReplayOptions } from './replay.ts'
import type { RunRequest } from './run-request.ts'

import { UsageError } from './usage-error.ts'

/** @throws UsageError where the reference is none, or the report holds no such case */
export const replayedOf = async (reference: string, sources: ContractSources = {}): Promise<Replayed> => {
  const hash = reference.indexOf('#')
  if (hash < 1)
    throw new UsageError(`'${reference}' names no case: write <report.json>#<case>, as the report prints it.`)
  const [file, caseId] = [reference.slice(0, hash), reference.slice(hash + 1)]
  const report = await readReport(file, sources)
  const all = report.contracts.flatMap((contract) =>
    contract.requirements.flatMap((requirement) =>
      requirement.findings
        .filter(({ replay }) => replay === caseId)
        .map((finding) => ({ report, file, contract, requirement, finding })),
    ),
  )
  const found = all.find(({ requirement }) => requirement.verdict === 'fail') ?? all[0]
  if (!found) throw new UsageError(`${file} holds no finding of a case '${caseId}'.`)
  return found
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
      depth: settings.depth ?? 'default',
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
