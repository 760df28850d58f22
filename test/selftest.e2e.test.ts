import { expect, test } from 'vitest'
import type { Kill } from '../cli/kill.ts'
import { dkhardware } from '../reference/dkhardware/dkhardware.ts'
import type { Fault } from '../reference/reference.ts'
import { assay } from './cli.ts'

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

const selftest = async (faults: readonly Fault[]): Promise<readonly Kill[]> => {
  const { stdout } = await assay(['selftest', 'dkhardware', '--json', ...faults.flatMap(({ id }) => ['--fault', id])])
  return JSON.parse(stdout)
}

test('a fault of each kind is caught at its own requirement, and nowhere else', async () => {
  const kills = await selftest(sample)
  expect(
    kills
      .map(({ fault, requirement, caught, bystanders }) => ({ fault, requirement, caught, bystanders }))
      .toSorted((one, other) => one.fault.localeCompare(other.fault)),
  ).toEqual(
    sample
      .map(({ id, requirement }) => ({ fault: id, requirement, caught: true, bystanders: [] }))
      .toSorted((one, other) => one.fault.localeCompare(other.fault)),
  )
  expect(kills.length).toBe(12)
})
