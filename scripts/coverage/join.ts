import type { Contract } from '../../contracts/contract.ts'
import { exactGlobMatcher } from '../../core/glob.ts'
import { oncePer } from '../../core/once-per.ts'
import type { Requirement, Source } from '../../core/requirement.ts'
import type { Row, Section, Skeleton } from './skeleton.ts'

/** A row of a document with the requirements that hold it. */
export type JoinedRow = {
  readonly row: Row
  /** Those that cite it. */
  readonly cited: readonly string[]
  /** Those that it names, though they cite another place. */
  readonly held: readonly { readonly glob: string; readonly ids: readonly string[] }[]
}

export type JoinedSection = {
  readonly section: Section
  readonly cited: readonly string[]
  readonly rows: readonly JoinedRow[]
}

/** A contract's requirements by their ids, without the contract's name. */
export type Register = ReadonlyMap<string, Requirement>

export const registerOf = ({ id, requirements }: Pick<Contract, 'id' | 'requirements'>): Register =>
  new Map(requirements.map((one) => [one.id.replace(`${id}/`, ''), one]))

/** Every id, and every step above one. */
export const prefixesOf = oncePer(
  (register: Register): ReadonlySet<string> =>
    new Set(
      [...register.keys()].flatMap((id) => {
        const steps = id.split('/')
        return steps.map((_, index) => steps.slice(0, index + 1).join('/'))
      }),
    ),
)

export const joined = (skeleton: Skeleton, register: Register): readonly JoinedSection[] => {
  const citing = new Map<string, string[]>()
  for (const [id, { source }] of register) {
    const key = keyOf(source)
    citing.set(key, [...(citing.get(key) ?? []), id])
  }
  const cited = (place: Pick<Source, 'document' | 'section'>, row?: string): readonly string[] =>
    citing.get(keyOf({ ...place, ...(row === undefined ? {} : { row }) })) ?? []
  return skeleton.sections.map((section) => {
    const places = placesOf(skeleton, section)
    return {
      section,
      cited: places.flatMap((place) => cited(place)),
      rows: (section.rows ?? []).map((row) => ({
        row,
        cited: places.flatMap((place) => cited(place, row.row)),
        held: (row.ids ?? []).map((glob) => ({
          glob,
          // A member may be called as a keyword or as what is not in the body is: response.200/status/type is no part of it.
          ids: [...register.keys()].filter(exactGlobMatcher(glob)),
        })),
      })),
    }
  })
}

/** Where a section stands: in its own document, and where the contract cites its twin. */
export const placesOf = ({ document }: Pick<Skeleton, 'document'>, { section, sameAs }: Section) => [
  { document, section },
  ...(sameAs ? [sameAs] : []),
]

/** The places of a row, for each operation; of those of one operation one is enough. */
export const placesBelow = (
  { section: { operations, under = [] } }: JoinedSection,
  { at }: Row,
): readonly (readonly string[])[] => {
  if (at === undefined) return []
  return operations ? operations.map((operation) => under.map((one) => `${operation}/${one}/${at}`)) : [[at]]
}

export const keyOf = ({ document, section, row }: Source): string => [document, section, row ?? ''].join('\n')
