import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf } from '../core/thrown.ts'
import { Refusal } from './refusal.ts'
import { sha256OfFile } from './rows-in-file.ts'

/** What a bundle is made of, by the names of its files. */
export const bundleFiles = {
  attestations: 'attestations.intoto.jsonl',
  key: 'key.pub.pem',
  evidence: 'evidence.ndjson',
  course: 'course.txt',
  page: 'certificate.html',
  badge: 'badge.svg',
} as const

export type Bundle = Readonly<Record<Exclude<keyof typeof bundleFiles, 'evidence'>, Buffer>> & {
  /** Its digest: it may be larger than what memory holds. */
  readonly evidence: string
  /** Files beside it that are no part of it. */
  readonly others: readonly string[]
}

/** @throws Refusal where a file of it is missing */
export const readBundle = (folder: string): Bundle => {
  const from = <Value>(name: keyof typeof bundleFiles, take: (path: string) => Value): Value => {
    try {
      return take(join(folder, bundleFiles[name]))
    } catch (error) {
      throw new Refusal(`${bundleFiles[name]} cannot be read: ${messageOf(error)}`)
    }
  }
  const read = (name: keyof typeof bundleFiles): Buffer => from(name, (path) => readFileSync(path))
  const names: readonly string[] = Object.values(bundleFiles)
  return {
    attestations: read('attestations'),
    key: read('key'),
    evidence: from('evidence', sha256OfFile),
    course: read('course'),
    page: read('page'),
    badge: read('badge'),
    others: readdirSync(folder).filter((name) => !names.includes(name)),
  }
}
