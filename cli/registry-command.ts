import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleFiles } from '../certify/bundle.ts'
import { harnessDigest } from '../certify/harness.ts'
import { publicKeyIn } from '../certify/keys.ts'
import { type Entry, registryPage } from '../certify/registry-page.ts'
import { verifyBundle } from '../certify/verify.ts'
import { messageOf } from '../core/thrown.ts'
import { version } from './package-info.ts'
import { print } from './print.ts'
import { UsageError } from './usage-error.ts'

export type RegistryOptions = { readonly key?: string; readonly out?: string; readonly assurance?: string }

/** `assay registry DIR`: a page of all bundles in a folder, each verified now; 1 where one does not hold. */
export const registryCommand = async (
  folder: string,
  { key, out = join(folder, 'index.html'), assurance }: RegistryOptions,
): Promise<number> => {
  if (!existsSync(folder)) throw new UsageError(`Cannot read the bundles in ${folder}: there is no such folder.`)
  const now = new Date()
  const harness = { version: version(), digest: harnessDigest() }
  const given = key === undefined ? undefined : publicKeyIn(textOf(key))
  if (key !== undefined && !given) throw new UsageError(`${key} holds no Ed25519 key.`)
  const entries: Entry[] = []
  for (const name of bundlesIn(folder)) {
    const path = join(folder, name)
    const figures = assurance === undefined ? undefined : figuresFor(path, assurance)
    const result = await verifyBundle(path, {
      harness,
      now,
      ...(given ? { key: given } : {}),
      ...(figures === undefined ? {} : { assurance: figures }),
    })
    entries.push({ folder: name, result })
    print(
      `${result.kind === 'verified' ? '✓' : '✗'} ${name}${result.kind === 'rejected' ? `  ${result.stage}: ${result.why}` : ''}\n`,
    )
  }
  if (entries.length === 0) throw new UsageError(`${folder} holds no folder with a certificate.`)
  writeFileSync(out, registryPage(entries, { now, version: harness.version }))
  print(`page: ${out}\n`)
  return entries.every(({ result }) => result.kind === 'verified') ? 0 : 1
}

const bundlesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, bundleFiles.attestations)))
      .map(({ name }) => name)
      .sort()
  } catch (error) {
    throw new UsageError(`Cannot read ${folder}: ${messageOf(error)}`)
  }
}

/** The one whose name is that of the contract; which that is stands in the evidence, and is verified with it. */
const figuresFor = (bundle: string, folder: string): string | undefined => {
  const contract = /"contract":"([a-z0-9-]+)"/.exec(textOf(join(bundle, bundleFiles.evidence)).slice(0, 4_000))?.[1]
  const file = contract === undefined ? undefined : join(folder, `${contract}.json`)
  return file !== undefined && existsSync(file) ? file : undefined
}

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`Cannot read ${file}: ${messageOf(error)}`)
  }
}
