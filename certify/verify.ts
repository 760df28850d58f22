import type { KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Contract } from '../contracts/contract.ts'
import { builtIn, loadContract } from '../contracts/load.ts'
import { runsAt } from '../core/depth.ts'
import { messageOf } from '../core/thrown.ts'
import { type Figures, figuresOf } from './assurance.ts'
import { bundleFiles } from './bundle.ts'
import { assertNoReference, certificateDepths } from './certify.ts'
import { commitmentOf, committedSeed, committedTarget } from './commitment.ts'
import { followedFrom, obstaclesIn, obstacleText } from './conformance.ts'
import { courseIn } from './course.ts'
import { type EvidenceFile, evidenceIn } from './evidence.ts'
import type { Harness } from './harness.ts'
import { judgedAgain } from './judged-again.ts'
import { keyIdOf } from './keys.ts'
import { assertOf, nameOf, type Profile, profileDigest, profileNamed } from './profile.ts'
import { Refusal } from './refusal.ts'
import { reportOf } from './report-of.ts'
import { signedBy } from './signed-by.ts'
import type { Conformance } from './statement.ts'

/** What is looked at, in this order; the first that does not hold ends it. */
export type Stage =
  | 'form'
  | 'signature'
  | 'digests'
  | 'harness'
  | 'contract'
  | 'profile'
  | 'assurance'
  | 'seed'
  | 'evidence'
  | 'requests and verdicts'
  | 'summary'
  | 'expiry'

export type Verified = {
  readonly kind: 'verified'
  readonly conformance: Conformance
  readonly keyId: string
  /** The key was given by whoever verifies. */
  readonly isKnownKey: boolean
  readonly evidence: EvidenceFile
  /** So many requests were derived, and were as recorded. */
  readonly derived: number
  /** Files beside the bundle that it says nothing about. */
  readonly others: readonly string[]
}

export type Rejected = {
  readonly kind: 'rejected'
  readonly stage: Stage
  readonly why: string
  /** What it says, where who signed it is known. */
  readonly conformance?: Conformance
}

export type VerifyOptions = {
  readonly harness: Harness
  /** Whose signature it should be. @defaultValue the key in the bundle, of which nothing says whose it is */
  readonly key?: KeyObject
  readonly now: Date
  /** File of the figures, where they do not ship with this build. */
  readonly assurance?: string
}

/** Whether a bundle holds, as far as it can be known without its target. */
export const verifyBundle = async (folder: string, options: VerifyOptions): Promise<Verified | Rejected> => {
  let stage: Stage = 'form'
  let named: Conformance | undefined
  const at = (next: Stage): void => {
    stage = next
  }
  try {
    const { conformance, key, course, others } = signedBy(folder, options.key, at)
    named = conformance
    at('harness')
    assertHarness(conformance, options.harness)
    at('contract')
    const contract = await contractOf(conformance)
    at('profile')
    const profile = profileOf(conformance, contract)
    at('assurance')
    const figures = figuresFor(conformance, contract, options)
    at('seed')
    assertSeed(conformance)
    at('evidence')
    const evidence = evidenceIn(join(folder, bundleFiles.evidence))
    assertSame(conformance, evidence)
    at('requests and verdicts')
    const steps = courseIn(course)
    const again = await judgedAgain({ contract, settings: conformance.settings, evidence, steps })
    at('summary')
    assertFollows(conformance, { contract, profile, figures, evidence, again })
    at('expiry')
    assertValid(conformance, options.now)
    return {
      kind: 'verified',
      conformance,
      keyId: keyIdOf(key),
      isKnownKey: options.key !== undefined,
      evidence,
      derived: again.derived,
      others,
    }
  } catch (error) {
    // What reads a file that anybody may have made can stumble over it in any way: then it does not hold.
    const why = error instanceof Refusal ? error.message : `it cannot be read: ${messageOf(error)}`
    return { kind: 'rejected', stage, why, ...(named ? { conformance: named } : {}) }
  }
}

const assertHarness = ({ tool }: Conformance, { version, digest }: Harness): void => {
  if (tool.version !== version || tool.digest !== digest)
    throw new Refusal(
      `it was made by assay ${tool.version} (${tool.digest.slice(0, 12)}), and this is ${version} (${digest.slice(0, 12)}): verify it with that build`,
    )
}

const contractOf = async ({ contract: { id, digest, title, version }, settings }: Conformance): Promise<Contract> => {
  if (!builtIn().includes(id) || settings.contract !== id)
    throw new Refusal(`${id} is no contract that ships with this build`)
  const contract = await loadContract(id)
  if (contract.digest !== digest)
    throw new Refusal(
      `its contract ${id} (${digest.slice(0, 12)}) is not the one of this build (${contract.digest.slice(0, 12)})`,
    )
  if (contract.title !== title || contract.version !== version) throw new Refusal(`it calls ${id} by another name`)
  return contract
}

const profileOf = ({ profile: named }: Conformance, contract: Contract): Profile => {
  const profile = profileNamed(contract.id, nameOf(named))
  if (profileDigest(profile) !== named.digest)
    throw new Refusal(`its profile ${nameOf(named)} is not the one of this build`)
  assertOf(profile, contract)
  return profile
}

const figuresFor = (
  { assurance }: Conformance,
  contract: Contract,
  { harness, assurance: file }: VerifyOptions,
): Figures => {
  const figures = figuresOf(contract, harness.digest, file)
  const { services, chosen } = figures.assurance
  if (!isDeepStrictEqual(assurance, { digest: figures.digest, services, chosen }))
    throw new Refusal('its assurance figures are not those of this build')
  return figures
}

const assertSeed = ({ seed, target, contract, tool, settings }: Conformance): void => {
  const committed = {
    target: committedTarget(target),
    contract: contract.digest,
    harness: tool.digest,
    ...(seed.nonce === undefined ? {} : { nonce: seed.nonce }),
  }
  if (seed.commitment !== commitmentOf(committed) || seed.value !== committedSeed(committed))
    throw new Refusal('its seed does not follow from its target, contract, harness and public value')
  if (settings.seed !== seed.value) throw new Refusal('it was run with another seed than the one it names')
}

/** The evidence must be of the run that the statement tells of. */
const assertSame = (conformance: Conformance, evidence: EvidenceFile): void => {
  const { run, end, lines, merkleRoot, sent, cases } = evidence
  const { contract, target, tool, settings } = conformance
  const same = (isSame: boolean, what: string): void => {
    if (!isSame) throw new Refusal(`its evidence is of another ${what}`)
  }
  if (merkleRoot !== conformance.evidence.merkleRoot || lines !== conformance.evidence.lines)
    throw new Refusal('its evidence has another root than was signed')
  same(run.run === conformance.run.id, 'run')
  same(run.startedAt === conformance.run.startedAt && end.durationMs === conformance.run.durationMs, 'time')
  same(run.contract === contract.id && run.digest === contract.digest, 'contract')
  same(run.target === target.url && settings.target.baseUrl === target.url, 'target')
  same(run.seed === settings.seed && run.settings.tag === settings.tag, 'seed')
  same(run.version === tool.version, 'harness')
  const { depth = 'quick', runs } = settings
  if (
    !certificateDepths.includes(depth) ||
    runs !== runsAt[depth] ||
    settings.reading !== 'lenient' ||
    run.settings.reading !== 'lenient'
  )
    throw new Refusal('it was not run as certificates are')
  if (run.settings.filter) throw new Refusal('only a part of the contract was run')
  if (sent.length !== conformance.run.requests || cases.size !== conformance.run.cases)
    throw new Refusal('its evidence holds another number of requests or cases')
  if (evidence.errors.length > 0) throw new Refusal(`a case ended with a fault: ${evidence.errors[0]}`)
  if ((run.settings.reference === undefined) !== (target.kind === 'url'))
    throw new Refusal('the run was against the embedded reference, and is passed off as one against a target')
  if (target.kind === 'url') assertNoReference(evidence)
  if (target.kind === 'reference' && run.settings.reference?.length !== 0)
    throw new Refusal('the reference was run with faults')
  const [from, until] = [Date.parse(run.startedAt), Date.parse(conformance.issuedAt)]
  const strange = evidence.times.findIndex((at) => !(at >= from && at <= until))
  if (strange >= 0) throw new Refusal(`the exchange ${sent[strange]} was not sent while the run went on`)
}

type Following = {
  readonly contract: Contract
  readonly profile: Profile
  readonly figures: Figures
  readonly evidence: EvidenceFile
  readonly again: Awaited<ReturnType<typeof judgedAgain>>
}

const assertFollows = (
  conformance: Conformance,
  { contract, profile, figures, evidence: { run }, again: { results, errors, counts } }: Following,
): void => {
  const report = reportOf({ contract, run, results, errors, counts })
  const [obstacle] = obstaclesIn(report, profile)
  if (obstacle) throw new Refusal(`the evidence does not show all of ${nameOf(profile)}: ${obstacleText(obstacle)}`)
  const followed: object = JSON.parse(JSON.stringify(followedFrom(report, profile, figures.assurance)))
  for (const [name, value] of Object.entries(followed))
    if (!isDeepStrictEqual(value, Object.entries(conformance).find(([one]) => one === name)?.[1]))
      throw new Refusal(`its ${name} is not what follows from the evidence`)
}

const assertValid = ({ issuedAt, expiresAt }: Conformance, now: Date): void => {
  if (Date.parse(expiresAt) <= now.getTime()) throw new Refusal(`it expired on ${expiresAt}`)
  if (Date.parse(issuedAt) > now.getTime() + 300_000)
    throw new Refusal(`it says it was issued on ${issuedAt}, which is to come`)
}
