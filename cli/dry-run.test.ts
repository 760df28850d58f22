import { expect, test } from 'vitest'
import { loadContract } from '../contracts/load.ts'
import { examine } from './doctor/doctor.ts'
import { plansOf } from './dry-run.ts'
import { resolveAsked } from './prepare.ts'
import { noFlags } from './run-flags.ts'

const target = 'http://127.0.0.1:9'
const config = { contract: 'dkhardware', fixtures: {} }
const flagsWith = (webhookPort?: number) => ({
  ...noFlags,
  target,
  ...(webhookPort === undefined ? {} : { webhookPort }),
})

const plannedLacks = async (webhookPort?: number): Promise<readonly string[]> => {
  const request = { contracts: ['dkhardware'], flags: flagsWith(webhookPort), faults: [], config }
  const { plans } = await plansOf(request, { folder: '.', environment: {} })
  return plans.flatMap(({ missing }) => missing.map(({ name }) => name))
}

test('a plan says that events are not received only where nobody would listen', async () => {
  expect(await plannedLacks()).toContain('webhook')
  const listening = await plannedLacks(8181)
  expect(listening).not.toContain('webhook')
  expect(listening).toContain('failingCustomerId')
})

const examined = async (webhookPort?: number): Promise<readonly string[]> => {
  const contract = await loadContract('dkhardware')
  const spec = await resolveAsked(
    { name: 'dkhardware', contract },
    { request: { flags: flagsWith(webhookPort) }, config, environment: {}, seed: 1 },
    { dry: true },
  )
  if (spec.target.kind === 'reference') throw new Error('A URL was given.')
  return (await examine(contract, { ...spec, target: spec.target })).map(({ check }) => check)
}

test('a doctor says that events are not received only where nobody would listen', async () => {
  expect(await examined()).toContain('events')
  expect(await examined(8181)).not.toContain('events')
})
