import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import type { PromiseKind } from './promise.ts'

/** A document as its reader meets it: see `docs/documents/README.md`. */
export type Skeleton = {
  readonly document: string
  readonly contract: string
  readonly sections: readonly Section[]
}

export type Section = {
  readonly section: string
  readonly sameAs?: { readonly document: string; readonly section: string }
  /** Of a type that several operations share: where `at` of its rows stands in each of them. */
  readonly operations?: readonly string[]
  readonly under?: readonly string[]
  readonly why?: string
  readonly rows?: readonly Row[]
}

export const kinds = [
  'operation',
  'field',
  'parameter',
  'header',
  'status',
  'fault',
  'scope',
  'format',
  'enum',
  'event',
  'sample',
  'auth',
  'prose',
  'release',
] as const

export type Row = {
  readonly row: string
  readonly kind: (typeof kinds)[number]
  /** Where its requirements stand in ids, after the contract's name. */
  readonly at?: string
  /** Keyword and value of each constraint. */
  readonly promises?: Readonly<Record<string, unknown>>
  readonly members?: readonly string[]
  readonly operation?: string
  readonly method?: string
  readonly path?: string
  readonly status?: number
  readonly arguments?: readonly string[]
  readonly ids?: readonly string[]
  /** What the document promises here, whoever holds it. */
  readonly promise?: readonly PromiseKind[]
  readonly why?: string
  /** Why only requirements of other operations hold it. */
  readonly elsewhere?: string
  readonly note?: string
}

const folder = fileURLToPath(new URL('../../docs/documents/', import.meta.url))

/** The five documents, in the order of their numbers. */
export const skeletons = (): readonly Skeleton[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => parse(readFileSync(`${folder}${name}`, 'utf8')) as Skeleton)
