import { isObject, type Path } from '../../core/json.ts'

/** A value in a body and where it stands. */
export type Spot = { readonly path: Path; readonly value: unknown }

/** The names that a member goes by in an object. */
export type Spellings = (name: string, object: object) => readonly string[]

/** Every value that stands at `place`. A member that is left out is a spot with the value undefined. */
export const spotsOf = (
  place: readonly string[],
  root: unknown,
  spellings: Spellings = (name) => [name],
): readonly Spot[] =>
  place.reduce<readonly Spot[]>(
    (spots, step) => spots.flatMap((spot) => below(spot, step, spellings)),
    [{ path: [], value: root }],
  )

const below = ({ path, value }: Spot, step: string, spellings: Spellings): readonly Spot[] => {
  if (step === '[]')
    return Array.isArray(value) ? value.map((element, index) => ({ path: [...path, index], value: element })) : []
  if (!isObject(value)) return []
  if (step === '*') return Object.entries(value).map(([name, member]) => ({ path: [...path, name], value: member }))
  return spellings(step, value).map((name) => ({
    path: [...path, name],
    value: Object.hasOwn(value, name) ? value[name] : undefined,
  }))
}
