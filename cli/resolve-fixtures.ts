import { isObject, type Json } from '../core/json.ts'
import type { RunSpec, Supply } from '../core/run-spec.ts'
import type { Fixtures as Given } from './config.ts'
import { jsonFixture } from './json-fixture.ts'

type Fixtures = Pick<RunSpec, 'fixtures' | 'fixturePools' | 'supplies'>

export type FixtureSources = {
  /** Of the configuration: for all targets, and before those for the one that is chosen. */
  readonly common: Given
  readonly own: Given
  /** Where functions stand. */
  readonly file: string
  readonly profile?: string
  /** Of the run that is done again or gone on with: values as they were then. */
  readonly recorded: Readonly<Record<string, Json>>
  /** As `--fixture` has them. */
  readonly flags: Readonly<Record<string, Json>>
  /** All that the contract knows: of a file that serves several, the rest is left alone. */
  readonly known: readonly string[]
  /** Fixtures of which every request takes a value of its own. */
  readonly fresh: readonly string[]
  /** Fixtures of which a list, wherever it stands, is one to draw from. */
  readonly pooled: readonly string[]
  /** What functions would make is not made, as nothing may be sent. */
  readonly dry: boolean
}

/** Flags win over the file. What every request takes anew is not made here, but by those who send. */
export const resolveFixtures = async (sources: FixtureSources): Promise<Fixtures> => {
  const { common, own, recorded, flags, known, fresh, pooled, dry } = sources
  const typed = unfolded({ ...recorded, ...flags }, known)
  const given = Object.entries({ ...unfolded(common, known), ...unfolded(own, known), ...typed })
  const made = await Promise.all(
    given
      .filter(([name]) => known.includes(name))
      .map(async ([name, value]): Promise<Made> => {
        const isFresh = fresh.includes(name)
        if (isFresh && typeof value === 'function')
          return { supplies: [[name, { kind: 'function', ...sourceOf(name, sources) }]] }
        if (isFresh && Array.isArray(value)) {
          return { supplies: [[name, { kind: 'list', values: await listOf(name, value, { dry }) }]] }
        }
        if (pooled.includes(name) && Array.isArray(value)) {
          const [first, ...others] = await listOf(name, value, { dry })
          return { ...(first === undefined ? {} : { fixtures: [[name, first]] }), pools: [[name, others]] }
        }
        // A list in the file is one to draw from; one that was given as a value stays a list.
        const isValue = name in typed
        const json = await jsonFixture(name, !isValue && Array.isArray(value) ? value[0] : value, { dry })
        const one = !isValue && typeof value === 'function' && Array.isArray(json) ? json[0] : json
        return one === undefined ? {} : { fixtures: [[name, one]] }
      }),
  )
  const supplies = made.flatMap((one) => one.supplies ?? [])
  const pools = made.flatMap((one) => one.pools ?? []).filter(([, values]) => values.length > 0)
  return {
    fixtures: Object.fromEntries(made.flatMap((one) => one.fixtures ?? [])),
    ...(pools.length > 0 ? { fixturePools: Object.fromEntries(pools) } : {}),
    ...(supplies.length > 0 ? { supplies: Object.fromEntries(supplies) } : {}),
  }
}

const listOf = async (
  name: string,
  values: readonly unknown[],
  making: { readonly dry: boolean },
): Promise<readonly Json[]> => {
  const all = await Promise.all(values.map((one, index) => jsonFixture(`${name}[${index}]`, one, making)))
  return all.filter((one) => one !== undefined)
}

type Made = {
  readonly fixtures?: readonly (readonly [string, Json])[]
  readonly pools?: readonly (readonly [string, readonly Json[]])[]
  readonly supplies?: readonly (readonly [string, Supply])[]
}

const sourceOf = (
  name: string,
  { file, profile, own }: FixtureSources,
): { readonly file: string; readonly profile?: string } =>
  profile !== undefined && name in own ? { file, profile } : { file }

/** `{ basketWithFault: { X: … } }` is another way to write `{ 'basketWithFault.X': … }`. */
export const unfolded = (
  given: Readonly<Record<string, unknown>>,
  known: readonly string[],
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(given).flatMap(([name, value]): readonly (readonly [string, unknown])[] =>
      isObject(value) && !known.includes(name) && known.some((one) => one.startsWith(`${name}.`))
        ? Object.entries(value).map(([member, inner]) => [`${name}.${member}`, inner])
        : [[name, value]],
    ),
  )
