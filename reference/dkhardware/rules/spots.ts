import { isObject, type Path } from '../../../core/json.ts'
import { comment } from './create-order.ts'

/** A value in a body and where it stands. */
export type Spot = { readonly path: Path; readonly value: unknown }

/** Every value that stands at `place`. A member that is left out is a spot with the value undefined. */
export const spotsOf = (place: readonly string[], root: unknown): readonly Spot[] =>
  place.reduce<readonly Spot[]>(
    (spots, step) => spots.flatMap((spot) => below(spot, step)),
    [{ path: [], value: root }],
  )

const below = ({ path, value }: Spot, step: string): readonly Spot[] => {
  if (step === '[]') {
    return Array.isArray(value) ? value.map((element, index) => ({ path: [...path, index], value: element })) : []
  }
  if (!isObject(value)) return []
  return spellingsOf(step, value).map((name) => ({
    path: [...path, name],
    value: Object.hasOwn(value, name) ? value[name] : undefined,
  }))
}

/** The documents print the member with a Cyrillic letter, once garbled; people will also write it in ASCII. */
const commentSpellings: readonly string[] = [comment, 'comment', '\u2014\u00c5omment']

const spellingsOf = (name: string, object: object): readonly string[] => {
  if (name !== comment) return [name]
  const present = commentSpellings.filter((spelling) => Object.hasOwn(object, spelling))
  return present.length > 0 ? present : [name]
}

/** How an error names a place: `items[0].unitCost`, counted from customerOrder; a header by its name; the body by `$`. */
export const keyOf = (path: Path): string => {
  const inner = path[0] === 'customerOrder' && path.length > 1 ? path.slice(1) : path
  const text = inner.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')
  return text.replace(/^\.(?:header\.)?/, '') || '$'
}
