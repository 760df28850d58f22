import { existsSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { harnessDigest } from '../certify/harness.ts'
import { publicKeyIn } from '../certify/keys.ts'
import { provenText, rejectedText } from '../certify/proven.ts'
import { type Verified, type VerifyOptions, verifyBundle } from '../certify/verify.ts'
import { witnessed, witnessText } from '../certify/witness.ts'
import { shortText } from '../core/bounded-text.ts'
import { messageOf } from '../core/thrown.ts'
import { version } from './package-info.ts'
import { print, tell } from './print.ts'
import { UsageError } from './usage-error.ts'

export type VerifyCommandOptions = {
  readonly key?: string
  readonly witness?: string
  readonly assurance?: string
}

/** `assay verify BUNDLE`: 0 where it holds, 1 where it does not, or where a witness saw something else. */
export const verifyCommand = async (
  folder: string,
  { key, witness, assurance }: VerifyCommandOptions,
): Promise<number> => {
  // Left alone, the heap takes what it is not given back for a while: a bundle of many megabytes would need as many more.
  // What one exchange makes is nearly all gone by the next: it fits into the young part of the heap, and is not moved.
  for (const flag of ['--max-semi-space-size=16', '--heap-growing-percent=15']) setFlagsFromString(flag)
  const options = {
    harness: { version: version(), digest: harnessDigest() },
    now: new Date(),
    ...(assurance === undefined ? {} : { assurance }),
  }
  const first = await verifyAndPrint(folder, { ...options, ...(key === undefined ? {} : { key: publicKeyOf(key) }) })
  if (!first || witness === undefined) return first ? 0 : 1
  const second = await verifyAndPrint(witness, options)
  if (!second) return 1
  const seen = witnessed(first, second)
  print(witnessText(seen))
  return seen.kind === 'alike' ? 0 : 1
}

const verifyAndPrint = async (folder: string, options: VerifyOptions): Promise<Verified | undefined> => {
  if (!existsSync(folder)) throw new UsageError(`Cannot read the bundle ${folder}: there is no such folder.`)
  const result = await verifyBundle(folder, options)
  if (result.kind === 'rejected') {
    tell(`assay: ${folder}: ${rejectedText(result)}\n`)
    return undefined
  }
  print(provenText(result, folder))
  return result
}

const publicKeyOf = (file: string): NonNullable<VerifyOptions['key']> => {
  try {
    const key = publicKeyIn(shortText(file))
    if (key) return key
  } catch (error) {
    throw new UsageError(`Cannot read the key ${file}: ${messageOf(error)}`)
  }
  throw new UsageError(`${file} holds no Ed25519 key.`)
}
