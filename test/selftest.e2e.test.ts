import { expect, test } from 'vitest'
import { selftest } from '../cli/selftest.ts'
import { dkhardware } from '../reference/dkhardware/dkhardware.ts'
import type { Fault } from '../reference/reference.ts'

const kinds = [...new Set(dkhardware.faults.map(({ kind }) => kind))]
const ofKind = kinds.map((kind) => dkhardware.faults.filter((fault) => fault.kind === kind))

/** The first fault of each kind, and the last of the two largest kinds. */
const sample: readonly Fault[] = [
  ...ofKind.flatMap((faults) => faults.slice(0, 1)),
  ...ofKind
    .toSorted((one, other) => other.length - one.length)
    .slice(0, 2)
    .flatMap((faults) => faults.slice(-1)),
]

test('a fault of each kind is caught at its own requirement, and nowhere else', async () => {
  const kills = await selftest(dkhardware, { seed: 1, faults: sample.map(({ id }) => id), onKill: () => {} })
  expect(
    kills.map(({ fault, requirement, caught, bystanders }) => ({ fault, requirement, caught, bystanders })),
  ).toEqual(
    dkhardware.faults
      .filter((fault) => sample.includes(fault))
      .map(({ id, requirement }) => ({ fault: id, requirement, caught: true, bystanders: [] })),
  )
  expect(kills.length).toBe(12)
})

test('asked for no fault there is, it runs nothing', async () => {
  expect(await selftest(dkhardware, { seed: 1, faults: ['no-such-fault'], onKill: () => {} })).toEqual([])
})
