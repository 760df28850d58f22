import { oncePer } from '../../core/once-per.ts'
import { type JoinedRow, type JoinedSection, placesBelow, type Register } from './join.ts'

/** The requirements that hold a row. */
export type Holders = {
  /** Constraints of the row's own place: that the place says which promise they keep goes without saying. */
  readonly own: readonly string[]
  /** Those of the members that a sample shows. */
  readonly members: readonly string[]
  /** What cites the row, or is named by it, and is no constraint of its place. */
  readonly others: readonly string[]
}

export const holdersOf = (joinedRow: JoinedRow, section: JoinedSection, register: Register): Holders => {
  const { row, cited, held } = joinedRow
  const places = placesBelow(section, row).flat()
  const own = row.members ? [] : places.flatMap((place) => constraintsOf(register, place))
  const wanted = new Set(Object.keys(row.promises ?? {}))
  const named = [...new Set([...cited, ...held.flatMap(({ ids }) => ids)])]
  const isOwn = (id: string) => own.includes(id)
  return {
    own: own.filter((id) => wanted.has(keywordOf(id)) || named.includes(id)),
    members: (row.members ?? []).flatMap((member) =>
      places.flatMap((place) => constraintsOf(register, member === '' ? place : `${place}/${member}`)),
    ),
    others: named.filter((id) => !isOwn(id)),
  }
}

export const allOf = ({ own, members, others }: Holders): readonly string[] => [
  ...new Set([...others, ...own, ...members]),
]

const constraintsOf = (register: Register, place: string): readonly string[] => byPlace(register).get(place) ?? []

const keywordOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1)

/** The ids by all but their last step. */
const byPlace = oncePer((register: Register): ReadonlyMap<string, readonly string[]> => {
  const places = new Map<string, string[]>()
  for (const id of register.keys()) {
    const place = id.slice(0, id.lastIndexOf('/'))
    const known = places.get(place)
    if (known) known.push(id)
    else places.set(place, [id])
  }
  return places
})
