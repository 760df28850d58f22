import { type KeyObject, randomBytes } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Contract } from '../contracts/contract.ts'
import { nearNames, type Secrets } from '../core/auth.ts'
import type { Depth } from '../core/depth.ts'
import type { EvidenceLine, RunLine } from '../core/evidence-line.ts'
import { keysOf } from '../core/record.ts'
import type { Redactor } from '../core/redact.ts'
import type { RunSpec } from '../core/run-spec.ts'
import { sha256 } from '../core/sha256.ts'
import { type InTurn, type RanInTurn, runInTurn } from '../suites/run-cases.ts'
import { secretsOf } from '../target/auth/open.ts'
import { openEvidence } from '../target/evidence-file.ts'
import type { Figures } from './assurance.ts'
import { certificateBadge } from './badge.ts'
import { bundleFiles } from './bundle.ts'
import { commitmentOf, committedTarget } from './commitment.ts'
import { followedFrom, type Obstacle, obstaclesIn, obstacleText } from './conformance.ts'
import { courseText, type Step } from './course.ts'
import { envelopeText, signed } from './dsse.ts'
import { type EvidenceFile, evidenceIn } from './evidence.ts'
import type { Harness } from './harness.ts'
import { keyIdOf, publicTextOf } from './keys.ts'
import { certificatePage } from './page.ts'
import { assertOf, nameOf, type Profile, profileDigest } from './profile.ts'
import { recordedSpec } from './recorded-spec.ts'
import { recording } from './recording.ts'
import { Refusal } from './refusal.ts'
import { reportOf } from './report-of.ts'
import { sha256OfFile } from './rows-in-file.ts'
import type { Conformance, Held } from './statement.ts'
import { statementsOf } from './statements.ts'

/** How much may be tried: who certifies can choose more, and not less than this. */
export const certificateDepths: readonly Depth[] = ['default', 'deep']

export type ToCertify = {
  readonly spec: RunSpec
  readonly contract: Contract
  readonly profile: Profile
  readonly figures: Figures
  readonly harness: Harness
  readonly key: KeyObject
  readonly kind: 'url' | 'reference'
  readonly nonce?: string
  /** So many days it is valid. */
  readonly days: number
  /** Where the bundle is written; it is there. */
  readonly folder: string
  /** The line that begins the evidence. */
  readonly begin: RunLine
  readonly runId: string
  readonly onCase?: InTurn['onCase']
  readonly isStopped?: () => boolean
}

export type Certified = {
  readonly conformance: Conformance
  /** What opens the commitments to secrets, by their names: for whoever gave them alone. */
  readonly openings: Readonly<Record<string, string>>
}

/**
 * Runs a contract against a target and writes a certificate of what was shown, with all that it rests on.
 *
 * @throws Refusal where the profile was not shown whole; what was seen is then in the evidence
 */
export const certify = async (asked: ToCertify): Promise<Certified> => {
  const { spec, contract, profile, figures, harness, key, kind, folder, begin, runId } = asked
  assertOf(profile, contract)
  const path = join(folder, bundleFiles.evidence)
  for (const name of Object.values(bundleFiles)) rmSync(join(folder, name), { force: true })
  const write = writerOf(path, runId)
  write(begin)
  const recorded = recording()
  const startedAt = Date.now()
  const ran = await runInTurn({ ...spec, evidence: path, isWhole: true, runId }, contract, {
    outside: recorded.outside,
    ...(asked.onCase ? { onCase: asked.onCase } : {}),
    ...(asked.isStopped ? { isStopped: asked.isStopped } : {}),
  })
  const durationMs = Date.now() - startedAt
  write({ kind: 'end', durationMs, interrupted: asked.isStopped?.() === true, cases: ran.results.length })
  assertWhole(ran, recorded.lacks)
  const evidence = evidenceIn(path)
  if (kind === 'url') assertNoReference(evidence)
  const report = reportOf({ contract, run: begin, results: ran.results, errors: ran.errors, counts: ran.counts })
  const followed = followedFrom(report, profile, figures.assurance)
  assertShown(obstaclesIn(report, profile), { profile, certified: followed.covered.certified })
  const course = Buffer.from(courseText(redactedSteps(recorded.steps, ran.redact)))
  const { held, openings } = heldOf(secretsOf(spec))
  const issuedAt = new Date()
  const target = { url: spec.target.baseUrl, kind }
  const committed = { target: committedTarget(target), contract: contract.digest, harness: harness.digest }
  const nonce = asked.nonce === undefined ? {} : { nonce: asked.nonce }
  const conformance: Conformance = {
    schema: 'assay.conformance/1',
    tool: { name: 'assay', ...harness },
    contract: { id: contract.id, title: contract.title, version: contract.version, digest: contract.digest },
    profile: { name: profile.name, revision: profile.revision, digest: profileDigest(profile) },
    target,
    seed: { value: spec.seed, commitment: commitmentOf({ ...committed, ...nonce }), ...nonce },
    run: {
      id: runId,
      startedAt: begin.startedAt,
      durationMs,
      requests: evidence.sent.length,
      cases: evidence.cases.size,
    },
    settings: recordedSpec(spec, ran.redact, recorded.drawn),
    evidence: { lines: evidence.lines, merkleRoot: evidence.merkleRoot },
    assurance: {
      digest: figures.digest,
      services: figures.assurance.services,
      chosen: figures.assurance.chosen,
    },
    ...followed,
    held,
    issuedAt: issuedAt.toISOString(),
    expiresAt: new Date(issuedAt.getTime() + asked.days * 86_400_000).toISOString(),
  }
  writeBundle(folder, { conformance, course, key })
  return { conformance, openings }
}

type Written = {
  readonly conformance: Conformance
  readonly course: Buffer
  readonly key: KeyObject
}

/** Everything beside the evidence, which is there. */
export const writeBundle = (folder: string, { conformance, course, key }: Written): void => {
  const evidence = sha256OfFile(join(folder, bundleFiles.evidence))
  const statements = statementsOf(conformance, { evidence, course })
  const envelopes = [statements.testResult, statements.conformance].map((one) =>
    envelopeText(signed(JSON.stringify(one), key)),
  )
  const files = {
    course,
    key: publicTextOf(key),
    page: certificatePage(conformance, keyIdOf(key)),
    badge: certificateBadge(conformance),
    attestations: `${envelopes.join('\n')}\n`,
  }
  for (const name of keysOf(files)) writeFileSync(join(folder, bundleFiles[name]), files[name])
}

const writerOf =
  (path: string, run: string) =>
  (line: EvidenceLine): void => {
    const file = openEvidence(path, { run })
    file.add(line)
    const why = file.unwritten()
    file.close()
    if (why !== undefined) throw new Refusal(why)
  }

const assertWhole = ({ errors, unwritten }: RanInTurn, lacks: ReadonlySet<string>): void => {
  if (unwritten !== undefined) throw new Refusal(unwritten)
  const [error] = errors
  if (error !== undefined) throw new Error(error)
  const [lack] = lacks
  if (lack !== undefined) throw new Refusal(`the run is not whole: ${lack}`, 3)
}

/** @throws Refusal where a reply says that it is of an embedded reference */
export const assertNoReference = ({ ofReference }: EvidenceFile): void => {
  if (ofReference !== undefined)
    throw new Refusal(
      `the target is the embedded reference of Assay (its reply to ${ofReference} says so), which is nobody's service: --reference certifies it as what it is`,
    )
}

type Wanted = { readonly profile: Profile; readonly certified: number }

const assertShown = (obstacles: readonly Obstacle[], { profile, certified }: Wanted): void => {
  if (obstacles.length > 0)
    throw new Refusal(
      `not all of ${nameOf(profile)} was seen kept:\n${obstacles.map((one) => `  ${obstacleText(one)}`).join('\n')}`,
      obstacles.some(({ verdict }) => verdict === 'fail' || verdict === 'warn') ? 1 : 3,
    )
  if (certified === 0)
    throw new Refusal(`no requirement of ${nameOf(profile)} has a check that was seen to turn red at a broken service`)
}

const redactedSteps = (steps: readonly Step[], { text }: Redactor): readonly Step[] =>
  steps.map((step) =>
    step.kind === 'arrived'
      ? {
          ...step,
          headers: Object.fromEntries(Object.entries(step.headers).map(([name, value]) => [text(name), text(value)])),
          body: text(step.body),
        }
      : step,
  )

/** A commitment to each secret: it tells nothing by itself, and whoever has the opening can show what stood there. */
const heldOf = (secrets: Secrets): { readonly held: readonly Held[]; readonly openings: Certified['openings'] } => {
  const all = Object.entries(secrets)
    .filter(([name]) => !nearNames.includes(name))
    .flatMap(([name, values]) =>
      [values].flat().map((value) => ({ name, value, opening: randomBytes(32).toString('hex') })),
    )
  return {
    held: all.map(({ name, value, opening }) => ({ name, commitment: sha256(`${opening}${value}`) })),
    openings: Object.fromEntries(all.map(({ name, opening }) => [name, opening])),
  }
}
