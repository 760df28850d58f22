import { ambiguitiesOfContract } from '../contracts/ambiguities.ts'
import type { Contract } from '../contracts/contract.ts'
import { pinnedBy } from '../contracts/pinned.ts'
import type { PackedResult } from '../core/case.ts'
import { depthOf } from '../core/depth.ts'
import type { RunLine } from '../core/evidence-line.ts'
import { oncePer } from '../core/once-per.ts'
import { redactorFor } from '../core/redact.ts'
import type { Settings } from '../core/report.ts'
import { lastCounts, noCounts, type RunCounts } from '../core/run-counts.ts'
import type { RunSpec } from '../core/run-spec.ts'
import { shownUrl } from '../core/shown-url.ts'
import { classTotals } from '../generators/class-register.ts'
import type { ContractRun } from '../reports/contract-run.ts'
import type { Collected } from '../reports/vitest-reporter.ts'
import { unpackResult } from '../suites/packed-result.ts'
import { authOf, secretsOf } from '../target/auth/open.ts'
import { isSecretFixture } from '../target/auth/secret-names.ts'
import { chosen } from './chosen.ts'
import { version } from './package-info.ts'
import type { Prepared } from './prepare.ts'

/** What the cases of one contract showed, with how they were run. */
export const contractRun = (prepared: Prepared, { metas, errors, fatal }: Collected): ContractRun => {
  const { spec, contract } = prepared
  const own = metas.filter((one) => one.contract === contract.id).map(({ meta }) => meta)
  const results = own.flatMap(({ assay }) =>
    assay ? [unpackResult(assay as PackedResult, contract.requirements)] : [],
  )
  const counts = own
    .flatMap(({ assayCounts }) => (assayCounts ? [assayCounts as RunCounts] : []))
    .reduce(lastCounts, noCounts)
  const settings = settingsOf(prepared)
  return {
    id: contract.id,
    title: contract.title,
    digest: contract.digest,
    target: spec.target.baseUrl,
    requirements: chosen(contract.requirements, settings.filter),
    ...knownBefore(contract),
    ...(contract.isForeign ? { isForeign: true } : {}),
    results,
    counts,
    errors: [
      ...errors.filter((one) => one.contract === contract.id).map(({ caseId, message }) => `${caseId}: ${message}`),
      ...fatal,
    ].map(redactorFor(secretsOf(spec)).text),
    settings,
    pinned: pinnedBy(contract, settings.fixtures),
  }
}

/** What a report tells of a contract whatever a run shows of it. It takes a while to find out, which may be while the run goes on. */
export const knownBefore = oncePer(
  (contract: Contract): Pick<ContractRun, 'classes' | 'ambiguities'> => ({
    classes: classTotals(contract),
    ambiguities: ambiguitiesOfContract(contract.id),
  }),
)

/** The line that begins the run of a contract in the evidence. */
export const runLine = (prepared: Prepared, startedAt: Date, of: number): RunLine => ({
  kind: 'run',
  schema: 'assay.evidence/1',
  version: version(),
  seed: prepared.spec.seed,
  startedAt: startedAt.toISOString(),
  contract: prepared.contract.id,
  digest: prepared.contract.digest,
  target: prepared.spec.target.baseUrl,
  settings: settingsOf(prepared),
  of,
  ...(prepared.spec.shard ? { shard: prepared.spec.shard } : {}),
})

const settingsOf = ({ spec, faults, given }: Prepared): Settings => ({
  contract: /^https?:/i.test(spec.contract) ? shownUrl(spec.contract) : spec.contract,
  ...(spec.workflows ? { workflows: spec.workflows } : {}),
  tag: spec.tag,
  depth: depthOf(spec),
  runs: spec.runs,
  reading: spec.reading,
  timeoutMs: spec.target.timeoutMs,
  settleMs: spec.settleMs,
  headers: {},
  fixtures: reportedFixtures({ ...(given ?? spec.fixtures), ...poolsOf(spec), ...listsOf(spec) }),
  authenticated: authOf(spec.target) !== undefined,
  ...(faults ? { reference: faults } : {}),
  ...(spec.only.length > 0 || spec.level !== 'may' ? { filter: { only: spec.only, level: spec.level } } : {}),
})

/** Who runs it again gives what is secret again, as with a token. */
const reportedFixtures = (fixtures: RunSpec['fixtures']): RunSpec['fixtures'] =>
  Object.fromEntries(Object.entries(fixtures).filter(([name]) => !isSecretFixture(name)))

/** Fixtures of which a list was given, as it was given. */
const poolsOf = ({ fixtures, fixturePools = {} }: RunSpec): RunSpec['fixtures'] =>
  Object.fromEntries(
    Object.entries(fixturePools).map(([name, others]) => [name, [fixtures[name] ?? null, ...others]] as const),
  )

/** Lists of fresh values; functions are left to the configuration file. */
const listsOf = ({ supplies = {} }: RunSpec): RunSpec['fixtures'] =>
  Object.fromEntries(
    Object.entries(supplies).flatMap(([name, supply]) => (supply.kind === 'list' ? [[name, supply.values]] : [])),
  )
