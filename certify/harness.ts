import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sha256 } from '../core/sha256.ts'

/** The harness that judges: what its version is called, and the digest of the code and contracts that it is made of. */
export type Harness = { readonly version: string; readonly digest: string }

/** The folder of the compiled code, with the contracts in it. */
export const harnessFolder = fileURLToPath(new URL('..', import.meta.url))

/** Measured of a build, and so no part of it. */
const figures = ['certify', 'assurance', ''].join('/')

/**
 * One digest over all files that are shipped and may decide anything, by their names: a build that differs in one byte of
 * them has another one. Declarations of types decide nothing.
 */
export const harnessDigest = (folder = harnessFolder): string => {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, name: relative(folder, path).split(sep).join('/') }))
    .filter(({ name }) => !name.startsWith(figures))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
  const hash = createHash('sha256')
  for (const { path, name } of files) hash.update(`${sha256(readFileSync(path))}  ${name}\n`)
  return hash.digest('hex')
}
