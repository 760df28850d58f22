import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf } from '../core/thrown.ts'
import { Refusal } from './refusal.ts'

/** What a bundle is made of, by the names of its files. */
export const bundleFiles = {
  attestations: 'attestations.intoto.jsonl',
  key: 'key.pub.pem',
  evidence: 'evidence.ndjson',
  course: 'course.txt',
  page: 'certificate.html',
  badge: 'badge.svg',
} as const

export type Bundle = Readonly<Record<keyof typeof bundleFiles, Buffer>> & {
  /** Files beside it that are no part of it. */
  readonly others: readonly string[]
}

/** Reads a part of a file that is too large to be kept whole. */
export const partsOf =
  (path: string) =>
  (from: number, to: number): Buffer => {
    const file = openSync(path, 'r')
    try {
      const bytes = Buffer.alloc(to - from)
      readSync(file, bytes, 0, bytes.length, from)
      return bytes
    } finally {
      closeSync(file)
    }
  }

/** @throws Refusal where a file of it is missing */
export const readBundle = (folder: string): Bundle => {
  const read = (name: keyof typeof bundleFiles): Buffer => {
    try {
      return readFileSync(join(folder, bundleFiles[name]))
    } catch (error) {
      throw new Refusal(`${bundleFiles[name]} cannot be read: ${messageOf(error)}`)
    }
  }
  const names: readonly string[] = Object.values(bundleFiles)
  return {
    attestations: read('attestations'),
    key: read('key'),
    evidence: read('evidence'),
    course: read('course'),
    page: read('page'),
    badge: read('badge'),
    others: readdirSync(folder).filter((name) => !names.includes(name)),
  }
}
