import { isObject } from '../../../core/json.ts'
import { comment } from './create-order.ts'

/** A value in a body, and how an error names it. */
export type Spot = { readonly key: string; readonly value: unknown }

/** Every value that stands at `place`. A member that is left out is a spot with the value undefined. */
export const spotsOf = (place: readonly string[], root: unknown): readonly Spot[] =>
  walk(root, place, []).map(({ path, value }) => ({ key: keyOf(path), value }))

type Found = { readonly path: readonly (string | number)[]; readonly value: unknown }

const walk = (value: unknown, [step, ...rest]: readonly string[], path: Found['path']): readonly Found[] => {
  if (step === undefined) return [{ path, value }]
  if (step === '[]') {
    return Array.isArray(value) ? value.flatMap((element, index) => walk(element, rest, [...path, index])) : []
  }
  if (!isObject(value)) return []
  return spellingsOf(step, value).flatMap((name) =>
    walk(Object.hasOwn(value, name) ? value[name] : undefined, rest, [...path, name]),
  )
}

/** The documents print the member with a Cyrillic letter, once garbled; people will also write it in ASCII. */
const commentSpellings: readonly string[] = [comment, 'comment', '\u2014\u00c5omment']

const spellingsOf = (name: string, object: object): readonly string[] => {
  const present = name === comment ? commentSpellings.filter((spelling) => Object.hasOwn(object, spelling)) : []
  return present.length > 0 ? present : [name]
}

/** `items[0].unitCost`: the path below customerOrder. A header goes by its own name, the body itself by `$`. */
const keyOf = (path: Found['path']): string => {
  const inner = path[0] === 'customerOrder' && path.length > 1 ? path.slice(1) : path
  const text = inner.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')
  return text.replace(/^\.(?:header\.)?/, '') || '$'
}
