import type { Unique } from '../../contracts/relations/relation.ts'
import { asText, at, isList, isObject, type Json, type Path, pointer } from '../../core/json.ts'
import { isBlank } from './compare.ts'
import { idIn } from './echo.ts'
import type { RelationResult } from './relation-result.ts'

/** Two things that were made, the id of the later one, and where it stands. */
export type Namesakes = {
  readonly id: string
  readonly earlier: string
  readonly at: Path
  /** The same request was sent twice. */
  readonly isSame: boolean
  /** The request names itself a repetition. */
  readonly isByName: boolean
  readonly isSoft: boolean
}

/** Whether the thing that was made last has an id of its own. */
export const unique = (
  { facet, what, repeated }: Unique,
  { id, earlier, at: place, isSame, isByName, isSoft }: Namesakes,
): readonly RelationResult[] => {
  const about = isSame ? repeated?.facet : facet
  if (about === undefined || (isSame && isByName)) return []
  if (id !== earlier) return [{ kind: 'passed', facet: about }]
  const finding = {
    message: isSame ? `The same request, sent twice, made one ${what}` : `Two requests made one ${what}`,
    at: pointer(place),
    expected: `another ${what} than ${earlier}`,
    received: id,
  }
  if (isSame && repeated) return [{ kind: 'warned', facet: about, finding, ambiguities: [repeated.ambiguity] }]
  return isSoft
    ? [{ kind: 'warned', facet: about, finding, ambiguities: [] }]
    : [{ kind: 'failed', facet: about, finding }]
}

/** Whether each element of a list has an id of its own. */
export const uniqueIn = (
  { facet, what, ids }: Unique,
  reply: Json | undefined,
  place: Path,
): readonly RelationResult[] => {
  const list = at(reply, place)
  if (!isList(list)) return []
  const names = list.map((one) => idIn(one, ids))
  const known = names.filter((name) => name !== undefined)
  if (known.length < 2) return []
  const second = names.findIndex((name, index) => name !== undefined && names.indexOf(name) < index)
  if (second < 0) return [{ kind: 'passed', facet }]
  return [
    {
      kind: 'failed',
      facet,
      finding: {
        message: `Two elements of the list have one ${what}`,
        at: pointer([...place, second]),
        expected: `a ${what} of its own`,
        received: names[second] ?? '',
      },
    },
  ]
}

/** Of texts and numbers what they say, of objects what is in them: whoever takes the same request for one sees no more. */
export const isSameRequest = (one: Json | undefined, other: Json | undefined): boolean => {
  if (saysNothing(one) || saysNothing(other)) return saysNothing(one) && saysNothing(other)
  if (isList(one) && isList(other))
    return one.length === other.length && one.every((value, index) => isSameRequest(value, other[index]))
  if (isObject(one) && isObject(other))
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) =>
      isSameRequest(one[name], other[name]),
    )
  if (typeof one === 'object' || typeof other === 'object') return false
  return plain(one) === plain(other)
}

const saysNothing = (value: Json | undefined): boolean =>
  isBlank(value) || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)

const plain = (value: Json | undefined): string => {
  const text = asText(value).trim().toLowerCase()
  return text !== '' && Number.isFinite(Number(text)) ? String(Number(text)) : text
}
