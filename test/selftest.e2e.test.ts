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

/** A bound for what hangs: the machine may be busy. */
const timeout = 300_000

const flags = (faults: readonly string[]): readonly string[] => faults.flatMap((id) => ['--fault', id])

const selftest = async (contract: string, faults: readonly string[]): Promise<readonly Kill[]> => {
  const { stdout } = await assay(['selftest', contract, '--json', ...flags(faults)])
  return JSON.parse(stdout)
}

test('a fault of each kind is caught at its own requirement, and nowhere else', { timeout }, async () => {
  const kills = await selftest(
    'dkhardware',
    sample.map(({ id }) => id),
  )
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

test('what only one story or one form shows is caught there, and blames no value', { timeout }, async () => {
  // A form that is not taken, an order that is refused for its number alone, and a refusal that the one before it causes.
  const faults = ['refuses-application-xml', 'takes-order-zero', 'refuses-the-next-payment']
  const kills = await selftest('shopctrl', faults)
  expect(kills.map(({ fault, caught }) => ({ fault, caught })).toSorted(byFault)).toEqual(
    faults.map((fault) => ({ fault, caught: true })).toSorted(byFault),
  )
  // Which payment comes after one that cannot be read is chance where cases run beside each other.
  expect(
    kills.filter(({ fault }) => fault !== 'refuses-the-next-payment').flatMap(({ bystanders }) => bystanders),
  ).toEqual([])
})

test('where a fault leaves nothing to use, the self-test says that nothing was judged', { timeout }, async () => {
  const { code, stdout } = await assay(['selftest', 'shopctrl', ...flags(['reset', 'answers-html'])])
  expect(stdout).toMatch(/shopctrl reset +unusable in/)
  expect(stdout).toContain('2 of 2 faults caught')
  expect(stdout).toContain('with 1 of them no valid request is answered')
  expect(code).toBe(0)
})

const byFault = (one: { readonly fault: string }, other: { readonly fault: string }): number =>
  one.fault.localeCompare(other.fault)
