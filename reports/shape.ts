import { foreignJson, isObject, typeOf } from '../core/json.ts'

/** What stands at one place of a JSON value, such as `lines[]/sku`, over all elements of the arrays on the way. */
export type Spot = {
  readonly types: ReadonlySet<string>
  /** The place it stands in; undefined at the root. */
  readonly parent: string | undefined
  readonly isElement: boolean
}

export type Shape = ReadonlyMap<string, Spot>

/** The types of a JSON text by place; undefined where it is no JSON. */
export const shapeOf = (text: string): Shape | undefined => {
  const shape = new Map<string, Spot & { readonly types: Set<string> }>()
  const gather = (value: unknown, place: string, at: Pick<Spot, 'parent' | 'isElement'>): void => {
    const spot = shape.get(place) ?? { types: new Set(), ...at }
    shape.set(place, spot)
    // Whether a number happens to be whole says nothing about how it is meant.
    spot.types.add(typeOf(value) === 'integer' ? 'number' : typeOf(value))
    if (Array.isArray(value))
      for (const element of value) gather(element, `${place}[]`, { parent: place, isElement: true })
    if (!isObject(value)) return
    for (const [name, member] of Object.entries(value))
      gather(member, place === '' ? name : `${place}/${name}`, { parent: place, isElement: false })
  }
  const value = foreignJson(text)?.value
  if (value === undefined) return undefined
  gather(value, '', { parent: undefined, isElement: false })
  return shape
}
