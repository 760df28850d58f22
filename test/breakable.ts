import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type MutationSubject, mutationSubjectOf, runMutant, turnedBy } from '../cli/mutation.ts'
import { combined, massMutantsOf } from '../mutants/mass.ts'
import { mutantsOf, namedIn } from '../mutants/mutants.ts'
import type { Reference } from '../reference/reference.ts'

// A promise that passes whatever is done to the service is a promise that nothing is known about.
// Each contract has a file of its own: they take minutes, and run beside each other.

/** Mutants that are at work together, or a fault written by hand. */
type Entry = { readonly mutants: readonly string[] } | { readonly fault: string }
/** `red`: the share of the promises that pass of which some run made a failure or a warning when they were chosen. */
type Cover = { readonly red: number; readonly runs: readonly Entry[] }
type Exception = { readonly requirement: string; readonly reason: string }

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))

/** Runs that together break all that can be broken; scripts/mutation-cover.mjs chooses them. */
const cover = read<Readonly<Record<string, Cover>>>('mutation-cover.json')
const exceptions = read<Readonly<Record<string, readonly Exception[]>>>('mutation-exceptions.json')

/** The share of the promises that pass of which exceptions are made at most. */
const mostExceptions = 0.02

/** What may be red one time and left open another, where requests overtake each other. */
const slack = 0.02

const turnedIn = (subject: MutationSubject, entry: Entry) => {
  if ('fault' in entry) return turnedBy(subject, { faults: [entry.fault] })
  const { contract } = subject
  const all = [...massMutantsOf(contract), ...mutantsOf(contract)]
  return runMutant(subject, combined(entry.mutants.map((id) => namedIn(contract, all, id))))
}

/** Tests that break the service of a contract in every way chosen for it. */
export const testBreakable = (reference: Reference): void => {
  const { contract } = reference
  const listed = exceptions[contract] ?? []
  const { red: share, runs } = cover[contract] ?? { red: 1, runs: [] }

  test('every promise that passes fails, warns or is left open when the service is broken in some way', {
    timeout: 2_400_000,
  }, async () => {
    const subject = await mutationSubjectOf(reference, 1)
    const passing = [...subject.before].filter(([, verdict]) => verdict === 'pass').map(([id]) => id)
    const red = new Set<string>()
    const leftOpen = new Set<string>()
    for (const entry of runs) {
      const { detected, blinded } = await turnedIn(subject, entry)
      for (const { requirement } of detected) red.add(requirement)
      for (const { requirement } of blinded) leftOpen.add(requirement)
    }
    const turnedRed = passing.filter((id) => red.has(id))
    const turned = passing.filter((id) => red.has(id) || leftOpen.has(id))
    process.stdout.write(
      `${contract}: of ${passing.length} promises that pass, ${turnedRed.length} fail or warn in some of ${runs.length} runs; with those that are left open, ${turned.length} do not pass\n`,
    )
    const always = passing.filter((id) => !turned.includes(id))
    expect(always).toEqual(listed.map(({ requirement }) => requirement).toSorted(byPlaceIn(passing)))
    expect(always.length / passing.length).toBeLessThan(mostExceptions)
    // A broken service shows as broken, not only as one that could not be judged.
    expect(turnedRed.length / passing.length).toBeGreaterThan(share - slack)
  })

  test('each exception has a reason', () => {
    expect(listed.filter(({ reason }) => reason.length < 20)).toEqual([])
  })
}

const byPlaceIn =
  (ids: readonly string[]) =>
  (one: string, other: string): number =>
    ids.indexOf(one) - ids.indexOf(other)
