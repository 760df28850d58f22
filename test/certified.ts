// Certificates made in this process, against servers of the tests: quick enough to make some and to forge many.
import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { figuresOf } from '../certify/assurance.ts'
import { bundleFiles } from '../certify/bundle.ts'
import { type Certified, certify, writeBundle } from '../certify/certify.ts'
import { committedSeed, committedTarget } from '../certify/commitment.ts'
import { evidenceIn } from '../certify/evidence.ts'
import { newKeys, secretKeyIn } from '../certify/keys.ts'
import { profileNamed } from '../certify/profile.ts'
import type { Conformance } from '../certify/statement.ts'
import { type Rejected, type Verified, verifyBundle } from '../certify/verify.ts'
import { loadContract } from '../contracts/load.ts'
import { runsAt } from '../core/depth.ts'
import type { WrittenLine } from '../core/evidence-line.ts'
import type { RunSpec, TargetSpec } from '../core/run-spec.ts'
import { builtHarness, stampedFigures } from './stamped-figures.ts'

export const newSecretKey = () => {
  const key = secretKeyIn(newKeys().secret)
  if (!key) throw new Error('no key')
  return key
}

export const newBundleFolder = (): string => mkdtempSync(join(tmpdir(), 'assay-bundle-'))

export type Making = {
  readonly contract: string
  readonly target: TargetSpec
  readonly fixtures?: RunSpec['fixtures']
  readonly kind?: 'url' | 'reference'
  readonly nonce?: string
  readonly key?: ReturnType<typeof newSecretKey>
  readonly days?: number
  readonly profile?: string
}

export type Made = Certified & {
  readonly folder: string
  readonly key: ReturnType<typeof newSecretKey>
  readonly assurance: string
}

/** A certificate of a target, as `assay certify` makes it. */
export const madeBundle = async ({ kind = 'url', ...making }: Making): Promise<Made> => {
  const { nonce, key = newSecretKey(), days = 90, profile = 'core', fixtures = {}, target } = making
  const contract = await loadContract(making.contract)
  const harness = builtHarness()
  const assurance = await stampedFigures(contract.id)
  const nonces = nonce === undefined ? {} : { nonce }
  const committed = { contract: contract.digest, harness: harness.digest, ...nonces }
  const seed = committedSeed({ ...committed, target: committedTarget({ url: target.baseUrl, kind }) })
  const [folder, runId] = [newBundleFolder(), randomUUID()]
  const spec: RunSpec = {
    contract: contract.id,
    target,
    seed,
    tag: runId.slice(0, 6),
    depth: 'default',
    runs: runsAt.default,
    only: [],
    level: 'may',
    reading: 'lenient',
    allow: ['write'],
    fixtures,
    settleMs: 10_000,
  }
  const { tag, runs, reading, settleMs } = spec
  const made = await certify({
    spec,
    contract,
    profile: profileNamed(contract.id, profile),
    figures: figuresOf(contract, harness.digest, assurance),
    harness,
    key,
    kind,
    ...nonces,
    days,
    folder,
    runId,
    begin: {
      kind: 'run',
      schema: 'assay.evidence/1',
      version: harness.version,
      seed,
      startedAt: new Date().toISOString(),
      contract: contract.id,
      digest: contract.digest,
      target: target.baseUrl,
      of: 1,
      settings: {
        contract: contract.id,
        tag,
        runs,
        reading,
        timeoutMs: target.timeoutMs,
        settleMs,
        headers: {},
        fixtures,
        authenticated: true,
        ...(kind === 'reference' ? { reference: [] } : {}),
      },
    },
  })
  return { ...made, folder, key, assurance }
}

export const verified = (
  folder: string,
  assurance: string,
  more: Partial<Parameters<typeof verifyBundle>[1]> = {},
): Promise<Verified | Rejected> =>
  verifyBundle(folder, { harness: builtHarness(), now: new Date(), assurance, ...more })

export const copied = ({ folder }: Pick<Made, 'folder'>): string => {
  const copy = newBundleFolder()
  cpSync(folder, copy, { recursive: true })
  return copy
}

/** The bundle with one file changed, and nothing signed again. */
export const tampered = (
  made: Pick<Made, 'folder'>,
  file: keyof typeof bundleFiles,
  change: (text: string) => string,
): string => {
  const folder = copied(made)
  const path = join(folder, bundleFiles[file])
  const before = readFileSync(path, 'utf8')
  const after = change(before)
  if (after === before) throw new Error('nothing was changed')
  writeFileSync(path, after)
  return folder
}

export type Forgery = {
  readonly lines?: (lines: readonly WrittenLine[]) => readonly WrittenLine[]
  readonly course?: (course: readonly string[]) => readonly string[]
  readonly says?: (conformance: Conformance) => Conformance
}

/** The bundle as whoever holds its key can forge it: everything that can be made to fit is made to fit, and signed again. */
export const forged = ({ folder, key, conformance }: Made, { lines, course, says }: Forgery): string => {
  const copy = copied({ folder })
  const path = join(copy, bundleFiles.evidence)
  const before = readFileSync(path, 'utf8')
  const written = before
    .trimEnd()
    .split('\n')
    .map((line): WrittenLine => JSON.parse(line))
  const after = lines
    ? `${lines(written)
        .map((line) => JSON.stringify(line))
        .join('\n')}\n`
    : before
  const steps = readFileSync(join(copy, bundleFiles.course), 'utf8')
  const taken = course ? course(steps.split('\n')).join('\n') : steps
  if (after === before && taken === steps && !says) throw new Error('nothing was forged')
  writeFileSync(path, after)
  const fitting = { ...conformance, ...fitted(path, conformance) }
  const conforming = says ? says(fitting) : fitting
  writeBundle(copy, { conformance: conforming, course: Buffer.from(taken), key })
  return copy
}

const fitted = (path: string, { run }: Conformance): Partial<Conformance> => {
  try {
    const { lines, merkleRoot, sent, cases } = evidenceIn(path)
    return { evidence: { lines, merkleRoot }, run: { ...run, requests: sent.length, cases: cases.size } }
  } catch {
    return {}
  }
}
