import { existsSync, readFileSync } from 'node:fs'
import { lazily } from '../core/lazily.ts'
import { sha256 } from '../core/sha256.ts'

/** A document with what it refers to, its relations, its workflows, or the inputs of one of these. */
export type Part = 'document' | 'relations' | 'workflows' | 'inputs'

/**
 * Whether these texts together were seen to be right as a part of a contract: what ships when the package was built,
 * anything else in this process. It need not be asked about again then. A text that was changed since is another text.
 */
export const isChecked = (part: Part, texts: readonly string[]): boolean => digests().has(digestOf(part, texts))

/** They were asked about, and are right. */
export const nowChecked = (part: Part, texts: readonly string[]): void => void digests().add(digestOf(part, texts))

export const digestOf = (part: Part, texts: readonly string[]): string => sha256(JSON.stringify([part, texts]))

/** Those that the build left: none where nothing was built. */
const digests = lazily((): Set<string> => {
  const file = new URL('checked.json', import.meta.url)
  return new Set(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [])
})
