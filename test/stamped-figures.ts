// Figures for the build under test. They are measured at a release (scripts/assurance.mjs), and measuring takes longer than
// all tests: here those that are in the repository are taken for those of this build.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Assurance } from '../certify/assurance.ts'
import { type Harness, harnessDigest } from '../certify/harness.ts'
import { version } from '../cli/package-info.ts'
import { loadContract } from '../contracts/load.ts'
import { lazily } from '../core/lazily.ts'

/** The build in dist/, as its command line sees itself. */
export const builtHarness: () => Harness = lazily(() => ({
  version: version(),
  digest: harnessDigest(fileURLToPath(new URL('../dist/', import.meta.url))),
}))

export const stampedFigures = async (contract: string, folder = mkdtempSync(join(tmpdir(), 'assay-figures-'))) => {
  const measured = JSON.parse(
    readFileSync(new URL(`../certify/assurance/${contract}.json`, import.meta.url), 'utf8'),
  ) as Assurance
  const stamped = { ...measured, digest: (await loadContract(contract)).digest, harness: builtHarness().digest }
  const file = join(folder, `${contract}.json`)
  writeFileSync(file, JSON.stringify(stamped))
  return file
}
