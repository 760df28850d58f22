import type { Json } from '../core/json.ts'
import type { RunSpec, Supply } from '../core/run-spec.ts'
import type { Fixtures as Given } from './config.ts'
import { UsageError } from './usage-error.ts'

type Fixtures = Pick<RunSpec, 'fixtures' | 'supplies'>

export type FixtureSources = {
  /** Of the configuration: for all targets, and before those for the one that is chosen. */
  readonly common: Given
  readonly own: Given
  /** Where functions stand. */
  readonly file: string
  readonly profile?: string
  /** As `--fixture` has them. */
  readonly flags: readonly string[]
  /** Fixtures of which every request takes a value of its own. */
  readonly fresh: readonly string[]
  /** What functions would make is not made, as nothing may be sent. */
  readonly dry: boolean
}

/** Flags win over the file. What every request takes anew is not made here, but by those who send. */
export const resolveFixtures = async (sources: FixtureSources): Promise<Fixtures> => {
  const flags = flagFixtures(sources.flags)
  const given = Object.entries({ ...sources.common, ...sources.own, ...flags })
  const supplies = given.flatMap(([name, value]): readonly (readonly [string, Supply])[] =>
    sources.fresh.includes(name) ? supplyOf(value, sourceOf(name, sources)).map((supply) => [name, supply]) : [],
  )
  const supplied = new Set(supplies.map(([name]) => name))
  const values = await Promise.all(
    given
      .filter(([name]) => !supplied.has(name))
      .map(async ([name, value]) => {
        const made = typeof value === 'function' ? await madeBy(name, value as () => unknown, sources) : value
        return [name, (Array.isArray(made) && !(name in flags) ? made[0] : made) as Json] as const
      }),
  )
  return {
    fixtures: Object.fromEntries(values),
    ...(supplies.length > 0 ? { supplies: Object.fromEntries(supplies) } : {}),
  }
}

type Place = { readonly file: string; readonly profile?: string }

const sourceOf = (name: string, { file, profile, own }: FixtureSources): Place =>
  profile !== undefined && name in own ? { file, profile } : { file }

const supplyOf = (value: unknown, place: Place): readonly Supply[] => {
  if (typeof value === 'function') return [{ kind: 'function', ...place }]
  return Array.isArray(value) ? [{ kind: 'list', values: value as Json[] }] : []
}

const madeBy = async (name: string, make: () => unknown, { dry }: FixtureSources): Promise<unknown> => {
  if (dry) return `made by the function of ${name}`
  try {
    return await make()
  } catch (error) {
    throw new UsageError(`The fixture ${name} could not be made: ${(error as Error).message}`)
  }
}

const flagFixtures = (pairs: readonly string[]): Record<string, Json> =>
  Object.fromEntries(
    pairs.map((pair) => {
      const equals = pair.indexOf('=')
      if (equals < 1) throw new UsageError(`--fixture '${pair}' is not of the form name=value.`)
      return [pair.slice(0, equals), fixtureValue(pair.slice(equals + 1))]
    }),
  )

/** Objects and lists are written as JSON; everything else is text as it stands. */
const fixtureValue = (text: string): Json => {
  if (!/^[[{]/.test(text)) return text
  try {
    return JSON.parse(text) as Json
  } catch {
    throw new UsageError(`The fixture value ${text} looks like JSON but does not parse.`)
  }
}
