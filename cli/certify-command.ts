import { type KeyObject, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { figuresOf } from '../certify/assurance.ts'
import { bundleFiles } from '../certify/bundle.ts'
import { commitmentOf, committedSeed, committedTarget } from '../certify/commitment.ts'
import { harnessDigest } from '../certify/harness.ts'
import { secretKeyIn } from '../certify/keys.ts'
import { assertOf, nameOf, type Profile, profileNamed } from '../certify/profile.ts'
import { Refusal } from '../certify/refusal.ts'
import type { Contract } from '../contracts/contract.ts'
import { loadContract } from '../contracts/load.ts'
import { shortText } from '../core/bounded-text.ts'
import { runsAt } from '../core/depth.ts'
import { tokenOf } from '../core/seed.ts'
import { messageOf } from '../core/thrown.ts'
import { secretsOf } from '../target/auth/open.ts'
import { certifyApart } from './certify-apart.ts'
import { runLine } from './contract-run.ts'
import { lockFolder } from './folder-lock.ts'
import { onInterrupt } from './interrupt.ts'
import { assertKnownFixtures } from './known-fixtures.ts'
import { loadConfig } from './load-config.ts'
import { makeFolder } from './make-folder.ts'
import { mannered } from './manners.ts'
import { version } from './package-info.ts'
import { obtain, type Prepared, prepare, resolveAsked } from './prepare.ts'
import { print, tell } from './print.ts'
import { progressLine } from './progress.ts'
import type { RunFlags } from './run-flags.ts'
import type { RunRequest } from './run-request.ts'
import { UsageError } from './usage-error.ts'
import { weakSecretsNote } from './weak-secrets.ts'

export type CertifyOptions = Omit<RunFlags, 'profile'> & {
  /** Of the certificate. */
  readonly profile: string
  /** Name of a target of the configuration. */
  readonly targetProfile?: string
  readonly config?: string
  readonly key?: string
  readonly nonce?: string
  readonly expires: number
  readonly out: string
  readonly assurance?: string
  readonly baseline?: string
  readonly quiet?: boolean
}

/** `assay certify`: 0 where a certificate was written; else why there is none. */
export const certifyCommand = async (name: string, options: CertifyOptions): Promise<number> => {
  try {
    return await certified(name, options)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    tell(`assay: no certificate: ${error.message}\n`)
    if (existsSync(join(options.out, bundleFiles.evidence)))
      tell(`assay: what was seen is in ${join(options.out, bundleFiles.evidence)}; assay report shows it\n`)
    return error.code
  }
}

/** A requirement of a profile that several requests at once show. */
const racedIn = ({ relations }: Contract, { requirements }: Profile): string | undefined =>
  relations
    .flatMap((one) => (one.kind === 'once' && one.together !== undefined ? [one.together] : []))
    .find((id) => requirements.includes(id))

const certified = async (name: string, options: CertifyOptions): Promise<number> => {
  const {
    profile: asked,
    targetProfile,
    key: keyFile,
    out,
    baseline,
    nonce,
    expires,
    assurance,
    quiet,
    ...rest
  } = options
  const config = await loadConfig(options.config, process.cwd())
  if (baseline !== undefined)
    throw new Refusal('a baseline hides broken promises, and a certificate hides none: leave --baseline out')
  const contract = await loadContract(name)
  const profile = profileNamed(contract.id, asked)
  assertOf(profile, contract)
  const harness = { version: version(), digest: harnessDigest() }
  const figures = figuresOf(contract, harness.digest, assurance)
  const key = secretKeyOf(keyFile)
  const flags: RunFlags = {
    ...rest,
    ...(targetProfile === undefined ? {} : { profile: targetProfile }),
    only: [],
    level: 'may',
    reading: 'lenient',
    runs: runsAt[rest.depth ?? 'deep'],
    depth: rest.depth ?? 'deep',
  }
  await assertKnownFixtures([contract], { flags, config })
  const request: RunRequest = {
    contracts: [name],
    flags,
    ...(options.config === undefined ? {} : { configFile: options.config }),
    // Nothing that is made at the target may be taken for what an earlier certificate of the same seed made there.
    tag: tokenOf(6, 'tag', randomUUID()),
  }
  const committed = {
    target: committedTarget(await targetOf({ name, contract }, { request, config })),
    contract: contract.digest,
    harness: harness.digest,
    ...(nonce === undefined ? {} : { nonce }),
  }
  const seed = committedSeed(committed)
  makeFolder(out)
  const foreign = readdirSync(out).find((file) => !names.includes(file))
  if (foreign !== undefined)
    throw new UsageError(
      `${out} holds ${foreign}, which is no part of a certificate: give a folder of its own with --out.`,
    )
  const release = lockFolder(out)
  const means = { request, config, environment: process.env, seed, credited: obtain }
  let prepared: Prepared | undefined
  try {
    prepared = await prepare({ name, contract }, means)
    const spec = { ...mannered(prepared.spec, contract), contract: contract.id }
    const weak = weakSecretsNote(secretsOf(spec))
    if (weak !== undefined)
      throw new Refusal(`credentials must be told from ordinary text in what is published. ${weak}`)
    const raced = racedIn(contract, profile)
    if (raced !== undefined && !spec.allow.includes('concurrent'))
      throw new Refusal(
        `${raced} is tried by several requests at once, which needs your consent: add --allow concurrent`,
      )
    const isReference = prepared.reference !== undefined
    if (!quiet) {
      print(`${contract.id} ${nameOf(profile)} at ${isReference ? 'the embedded REFERENCE' : spec.target.baseUrl}\n`)
      print(`seed ${seed}, committed as ${commitmentOf(committed)}\n`)
    }
    const progress = progressLine(process.stderr, { quiet: quiet === true })
    const interrupt = onInterrupt('there will be no certificate')
    const end = await certifyApart(
      {
        spec,
        profile,
        figures,
        harness,
        key,
        kind: isReference ? 'reference' : 'url',
        ...(nonce === undefined ? {} : { nonce }),
        days: expires,
        folder: out,
        begin: runLine({ ...prepared, spec }, new Date(), 1),
        runId: randomUUID(),
        ...(assurance === undefined ? {} : { assurance }),
      },
      {
        onCase: (caseId, done, total) =>
          progress.tick({ contract: contract.id, caseId, outcome: 'done', broken: [], done, total, sent: 0 }),
        whenAsked: interrupt.whenAsked,
      },
    ).finally(() => progress.clear())
    if (end.kind !== 'certified') removeBut('evidence', out)
    switch (end.kind) {
      case 'unverified':
        throw new Error(`the certificate does not verify (${end.why})`)
      case 'interrupted':
        throw new Refusal('the run was interrupted', 130)
      case 'refused':
        throw new Refusal(end.why, end.code)
    }
    const { conformance, openings } = end
    if (Object.keys(openings).length > 0)
      writeFileSync(`${out}.openings.json`, `${JSON.stringify(openings, null, 2)}\n`, { mode: 0o600 })
    print(
      `certified: ${conformance.covered.certified} requirements of ${nameOf(profile)}${isReference ? ', of the REFERENCE' : ''}, until ${conformance.expiresAt.slice(0, 10)}\n`,
    )
    print(`bundle: ${out}\n`)
    return 0
  } finally {
    await prepared?.reference?.close()
    release()
  }
}

/** A part of a bundle may be taken for a whole one. */
const removeBut = (kept: keyof typeof bundleFiles, folder: string): void => {
  for (const name of names) if (name !== bundleFiles[kept]) rmSync(join(folder, name), { force: true })
}

/** An earlier certificate may be replaced, and so may what a run that was refused has left. */
const names: readonly string[] = Object.values(bundleFiles)

type Wanted = { readonly request: RunRequest; readonly config: Awaited<ReturnType<typeof loadConfig>> }

/** What is to be certified, before anything of it is started or asked. */
const targetOf = async (
  asked: { readonly name: string; readonly contract: Contract },
  { request, config }: Wanted,
): Promise<{ readonly url: string; readonly kind: 'url' | 'reference' }> => {
  const { target } = await resolveAsked(asked, { request, config, environment: process.env, seed: 0 }, { dry: true })
  if (target.kind === 'reference' && request.flags.reference !== true)
    throw new Refusal(
      'there is no target: give --target URL, or --reference for a certificate that says on its face that it is of the embedded reference',
    )
  return target.kind === 'url' ? { kind: 'url', url: target.baseUrl } : { kind: 'reference', url: '' }
}

/** By --key, else from the environment. */
const secretKeyOf = (file: string | undefined): KeyObject => {
  const given = file === undefined ? process.env['ASSAY_SIGNING_KEY'] : textOf(file)
  if (given === undefined)
    throw new Refusal(
      'there is no key to sign with: assay keygen makes one; give its file with --key, or its text in ASSAY_SIGNING_KEY',
    )
  const key = secretKeyIn(given)
  if (!key) throw new Refusal(`${file ?? 'ASSAY_SIGNING_KEY'} holds no private Ed25519 key: assay keygen makes one`)
  return key
}

const textOf = (file: string): string => {
  try {
    return shortText(file)
  } catch (error) {
    throw new UsageError(`Cannot read the key ${file}: ${messageOf(error)}`)
  }
}
