import { existsSync, readFileSync } from 'node:fs'
import { lazily } from '../core/lazily.ts'
import { sha256 } from '../core/sha256.ts'

/**
 * Whether these texts together are a part of a contract that was seen to be right when the package was built: then it need
 * not be asked again at each load. A text that was changed since is asked about as every other.
 */
export const isChecked = (texts: readonly string[]): boolean => digests().has(digestOf(texts))

/** Of the texts of one part of a contract: of its document and what it refers to, of its relations, of its workflows. */
export const digestOf = (texts: readonly string[]): string => sha256(JSON.stringify(texts))

/** None where nothing was built: from the sources every contract is asked about. */
const digests = lazily((): ReadonlySet<string> => {
  const file = new URL('checked.json', import.meta.url)
  return new Set(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [])
})
