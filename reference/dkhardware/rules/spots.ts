import type { Path } from '../../../core/json.ts'
import { spotsOf as allSpots, type Spellings, type Spot } from '../../engine/spots.ts'
import { comment } from './create-order.ts'

/** Every value that stands at `place`, by whichever spelling the documents give. */
export const spotsOf = (place: readonly string[], root: unknown): readonly Spot[] => allSpots(place, root, spellingsOf)

/** The documents print the member with a Cyrillic letter, once garbled; people will also write it in ASCII. */
const commentSpellings: readonly string[] = [comment, 'comment', '\u2014\u00c5omment']

const spellingsOf: Spellings = (name, object) => {
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
