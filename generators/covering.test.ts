import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { builtIn, loadContract } from '../contracts/load.ts'
import { covering, optionalPlaces, type Presence, presenceIn } from './covering.ts'
import { drawWith } from './draw.ts'
import { valid } from './valid/valid.ts'
import { vocabulary } from './vocabulary.ts'

const pairsIn = (rows: readonly Presence[]): ReadonlySet<string> =>
  new Set(
    rows.flatMap((row) =>
      row.flatMap((one, place) => row.slice(place + 1).map((other, step) => `${place} ${step} ${one} ${other}`)),
    ),
  )

test('of many rows those are picked that show most pairs, each once and in their order', () => {
  const same = [true, true, true]
  const rows = [same, same, same, [false, false, false], same, [true, false, true], [false, true, false]]
  const { picked, seen } = covering(rows, { size: 4, before: new Set() })
  expect(picked).toEqual([0, 3, 5, 6])
  expect(seen.size).toBe(pairsIn(rows).size)
})

test('what was shown before does not count again', () => {
  const rows = [
    [true, true],
    [true, true],
    [false, true],
  ]
  const first = covering(rows.slice(0, 1), { size: 1, before: new Set() })
  expect(covering(rows, { size: 1, before: first.seen }).picked).toEqual([2])
  expect(covering(rows, { size: 1, before: new Set() }).picked).toEqual([0])
})

test('as many are picked as are asked for, where there are so many', () => {
  expect(covering([[true], [true]], { size: 5, before: new Set() }).picked).toEqual([0, 1])
  expect(covering([[], [], []], { size: 2, before: new Set() }).picked).toEqual([0, 1])
})

const words = vocabulary(1)

const bodies = (await Promise.all(builtIn().map((name) => loadContract(name)))).flatMap(({ id, operations }) =>
  operations.flatMap(({ id: operation, body }) =>
    body && optionalPlaces(body.node).length > 1 ? [{ contract: id, operation, root: body.node }] : [],
  ),
)

describe.each(bodies)('$contract, $operation', ({ root }) => {
  const places = optionalPlaces(root)
  const rowsOf = (seed: number, numRuns: number): readonly Presence[] =>
    fc
      .sample(valid(root, drawWith(words, { optional: 'some', text: 'any' })), { seed, numRuns })
      .map((body) => presenceIn(places, body))

  test('24 requests of six times as many show nearly all pairs of members that can be, and leave out half of what the first 24 leave out at most', () => {
    const known = pairsIn(rowsOf(99, 600))
    const drawn = rowsOf(5, 144)
    const rounds = [0, 1, 2].reduce<{ readonly rows: readonly Presence[]; readonly seen: ReadonlySet<number> }>(
      ({ rows, seen }, round) => {
        const own = drawn.slice(round * 48, round * 48 + 48)
        const next = covering(own, { size: 8, before: seen })
        return { rows: [...rows, ...next.picked.map((place) => own[place] ?? [])], seen: next.seen }
      },
      { rows: [], seen: new Set() },
    )
    const missed = (rows: readonly Presence[]): number => {
      const shown = pairsIn(rows)
      return [...known].filter((pair) => !shown.has(pair)).length
    }
    expect(rounds.rows).toHaveLength(24)
    expect(missed(rounds.rows)).toBeLessThanOrEqual(known.size * 0.05)
    expect(missed(rounds.rows)).toBeLessThanOrEqual(missed(drawn.slice(0, 24)) / 2)
  })
})
