import type { Json } from '../core/json.ts'
import { UsageError } from './usage-error.ts'

type Making = {
  /** Functions are not called, but described. */
  readonly dry: boolean
}

/**
 * The value of a fixture as plain data: what functions in it make is made, at any depth. Undefined where nothing is given.
 *
 * @throws UsageError where a function fails, or a value is none that a request can hold
 */
export const jsonFixture = async (name: string, value: unknown, { dry }: Making): Promise<Json | undefined> => {
  const read = async (one: unknown, place: Place): Promise<Json | undefined> => {
    if (isFunction(one)) return dry ? `made by the function of ${textOf(place)}` : read(await made(one, place), place)
    if (one === undefined || one === null || typeof one === 'string' || typeof one === 'boolean') return one
    if (typeof one === 'number' && Number.isFinite(one)) return one
    if (typeof one !== 'object' || place.above.includes(one)) throw new UsageError(wrong(one, place))
    const above = [...place.above, one]
    if (Array.isArray(one)) {
      const elements = await Promise.all(
        one.map((element, index) => read(element, { path: [...place.path, `[${index}]`], above })),
      )
      return elements.map((element) => element ?? null)
    }
    if (!isPlain(one)) throw new UsageError(wrong(one, place))
    const members = await Promise.all(
      Object.entries(one).map(async ([member, inner]) => {
        const json = await read(inner, { path: [...place.path, `.${member}`], above })
        return json === undefined ? [] : [[member, json] as const]
      }),
    )
    return Object.fromEntries(members.flat())
  }
  return read(value, { path: [name], above: [] })
}

/** Where a value stands, and the objects around it: one that stands in itself has no end. */
type Place = { readonly path: readonly string[]; readonly above: readonly object[] }

const textOf = ({ path }: Place): string => path.join('')

const made = async (make: () => unknown, place: Place): Promise<unknown> => {
  const value = await called(make, place)
  const lack = typeof value === 'function' ? 'its function gave a function' : 'its function gave no value'
  if (value === undefined || typeof value === 'function')
    throw new UsageError(`The fixture ${textOf(place)} could not be made: ${lack}.`)
  return value
}

const called = async (make: () => unknown, place: Place): Promise<unknown> => {
  try {
    return await make()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`The fixture ${textOf(place)} could not be made: ${reason}`)
  }
}

const isFunction = (value: unknown): value is () => unknown => typeof value === 'function'

/** An object of the configuration may come from another realm, where its prototype is not ours. */
const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

const wrong = (value: unknown, place: Place): string =>
  `The fixture ${textOf(place)} is ${kindOf(value, place)}: give text, a number, true, false, null, a list or an object of those, or a function that makes one.`

const kindOf = (value: unknown, { above }: Place): string => {
  if (typeof value === 'object' && value !== null)
    return above.includes(value)
      ? 'an object that stands in itself'
      : `a ${value.constructor?.name ?? 'object of a class'}`
  return typeof value === 'number' ? String(value) : `a ${typeof value}`
}
