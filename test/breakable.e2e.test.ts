import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type MutationSubject, mutationSubjectOf, runMutant, turnedBy } from '../cli/mutation.ts'
import { massMutantsOf } from '../mutants/mass.ts'
import { mutantsOf, namedIn } from '../mutants/mutants.ts'
import { references } from '../reference/references.ts'

// A promise that passes whatever is done to the service is a promise that nothing is known about.

type Entry = { readonly mutant: string } | { readonly fault: string }
type Exception = { readonly requirement: string; readonly reason: string }

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))

/** Runs that together break all that can be broken; scripts/mutation-cover.mjs chooses them. */
const cover = read<Readonly<Record<string, readonly Entry[]>>>('mutation-cover.json')
const exceptions = read<Readonly<Record<string, readonly Exception[]>>>('mutation-exceptions.json')

/** The share of the promises that pass of which exceptions are made at most. */
const mostExceptions = 0.02

const turnedIn = (subject: MutationSubject, entry: Entry) => {
  if ('fault' in entry) return turnedBy(subject, { faults: [entry.fault] })
  const { contract } = subject
  return runMutant(subject, namedIn(contract, [...massMutantsOf(contract), ...mutantsOf(contract)], entry.mutant))
}

describe.each(references)('$contract', ({ contract, ...reference }) => {
  const listed = exceptions[contract] ?? []

  test('every promise that passes fails, warns or is left open when the service is broken in some way', {
    timeout: 300_000,
  }, async () => {
    const subject = await mutationSubjectOf({ contract, ...reference }, 1)
    const passing = [...subject.before].filter(([, verdict]) => verdict === 'pass').map(([id]) => id)
    const red = new Set<string>()
    const leftOpen = new Set<string>()
    for (const entry of cover[contract] ?? []) {
      const { detected, blinded } = await turnedIn(subject, entry)
      for (const { requirement } of detected) red.add(requirement)
      for (const { requirement } of blinded) leftOpen.add(requirement)
    }
    const turnedRed = passing.filter((id) => red.has(id))
    const turned = passing.filter((id) => red.has(id) || leftOpen.has(id))
    process.stdout.write(
      `${contract}: of ${passing.length} promises that pass, ${turnedRed.length} fail or warn in some of ${cover[contract]?.length} runs; with those that are left open, ${turned.length} do not pass\n`,
    )
    const always = passing.filter((id) => !turned.includes(id))
    expect(always).toEqual(listed.map(({ requirement }) => requirement).toSorted(byPlaceIn(passing)))
    expect(always.length / passing.length).toBeLessThan(mostExceptions)
    // A broken service shows as broken, not only as one that could not be judged.
    expect(turnedRed.length / passing.length).toBeGreaterThan(leastRed)
  })

  test('each exception has a reason', () => {
    expect(listed.filter(({ reason }) => reason.length < 20)).toEqual([])
  })
})

/** The share of the promises that pass of which a run must make red at least, as it was found. */
const leastRed = 0.9

const byPlaceIn =
  (ids: readonly string[]) =>
  (one: string, other: string): number =>
    ids.indexOf(one) - ids.indexOf(other)
