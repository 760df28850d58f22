import { at, type Json } from '../core/json.ts'
import type { RunSpec, Supply } from '../core/run-spec.ts'
import { tokenOf } from '../core/seed.ts'
import { messageOf } from '../core/thrown.ts'
import { evaluate } from '../target/evaluate.ts'

/** A fresh value of a fixture, or why there is none. */
export type Drawn = { readonly value: Json } | { readonly reason: string }

/** Makes a fresh value at the target; undefined where that did not work. */
export type Maker = (serial: number) => Promise<Json | undefined>

/** Hands out values of fixtures of which every request takes its own. */
export type Supplies = {
  /** Whether the user gave the fixture, or the target can be made to have it. */
  readonly has: (name: string) => boolean
  /** Says how to make the fixture at the target, where the user does not give it. */
  readonly offer: (name: string, make: Maker) => void
  /** The next value. `key` tells who asks: a text with `{unique}` in it becomes the same for the same key. */
  readonly draw: (name: string, key: string) => Promise<Drawn>
}

/** One text may stand for many values: `{unique}` in it is replaced. */
const unique = '{unique}'

export const isTemplate = (value: unknown): value is string => typeof value === 'string' && value.includes(unique)

export const filled = (template: string, tag: string, key: string): string =>
  template.replaceAll(unique, tokenOf(12, tag, key))

/** The user's values come first: a list in its order, a function for each draw, one value once. Then what is offered. */
export const suppliesOf = ({ fixtures, supplies = {}, tag }: RunSpec): Supplies => {
  const makers = new Map<string, Maker>()
  const used = new Map<string, number>()
  const functions = new Map<string, Promise<(() => unknown) | undefined>>()

  const take = (name: string): number => {
    const count = used.get(name) ?? 0
    used.set(name, count + 1)
    return count
  }
  const listed = (name: string, values: readonly Json[], key: string): Drawn => {
    const value = values.length === 1 && isTemplate(values[0]) ? values[0] : values[take(name)]
    if (value === undefined) return { reason: spent(name, values.length) }
    return { value: isTemplate(value) ? filled(value, tag, key) : value }
  }
  const made = async (name: string, supply: Extract<Supply, { kind: 'function' }>): Promise<Drawn> => {
    const known = functions.get(name) ?? functionIn(supply, name)
    functions.set(name, known)
    try {
      const value = await (await known)?.()
      return value === undefined || value === null
        ? { reason: `the function of fixture ${name} gave no value` }
        : { value: value as Json }
    } catch (error) {
      return { reason: `the function of fixture ${name} failed: ${messageOf(error)}` }
    }
  }
  return {
    has: (name) => name in fixtures || name in supplies || makers.has(name),
    offer: (name, make) => void makers.set(name, make),
    draw: async (name, key) => {
      const supply = supplies[name]
      if (supply?.kind === 'function') return made(name, supply)
      if (supply) return listed(name, supply.values, key)
      const given = fixtures[name]
      if (given !== undefined) return listed(name, [given], key)
      const value = await makers.get(name)?.(take(name))
      return value === undefined
        ? { reason: `no ${name} was given, and none could be made at the target: give --fixture ${name}=…` }
        : { value }
    },
  }
}

const spent = (name: string, count: number): string =>
  `needs a fresh value of fixture ${name}: ${count === 1 ? 'the one' : `all ${count}`} given ${count === 1 ? 'was' : 'were'} used; give a list, a function, or a text with ${unique} in it`

/** Loaded where it is called: a function cannot be handed from the command line to the workers. */
const functionIn = async (
  { file, profile }: { readonly file: string; readonly profile?: string },
  name: string,
): Promise<(() => unknown) | undefined> => {
  const config = await evaluate(file)
  const place = profile === undefined ? ['fixtures', name] : ['targets', profile, 'fixtures', name]
  const found = at(config, place)
  return typeof found === 'function' ? (found as () => unknown) : undefined
}
