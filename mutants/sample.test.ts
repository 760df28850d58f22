import { expect, test } from 'vitest'
import { openShop, order, sent, smallShop } from '../test/small-shop.ts'
import { mutated, recording, rehearsed } from './layer.ts'
import { mutantsOf } from './mutants.ts'
import { sampleOf } from './sample.ts'

const contract = await smallShop()
const requests = [
  sent('POST', '/orders', order),
  sent('POST', '/orders', {}),
  sent('GET', '/orders/1001'),
  sent('GET', '/orders/7'),
]

const recordedCalls = async () => {
  const { layer, recorded } = recording(contract)
  const { forward } = openShop(contract)
  for (const request of requests) await layer(request, forward)
  return recorded
}

test('a rehearsal tells what a mutant does in a run', async () => {
  const recorded = await recordedCalls()
  for (const mutant of mutantsOf(contract)) {
    const { layer, tally } = mutated(contract, mutant)
    const { forward } = openShop(contract)
    for (const request of requests) await layer(request, forward)
    expect({ id: mutant.id, ...(await rehearsed(contract, mutant, recorded)).tally }).toEqual({
      id: mutant.id,
      ...tally(),
    })
  }
})

test('a sample holds only mutants that are met, one of each operator before a second of any', async () => {
  const recorded = await recordedCalls()
  const { mutants, unmet } = await sampleOf(contract, recorded, { count: 60, seed: 1 })
  expect(mutants).toHaveLength(60)
  expect(unmet).toBeGreaterThan(0)
  for (const mutant of mutants) expect((await rehearsed(contract, mutant, recorded)).tally.changed).toBeGreaterThan(0)
  const operators = mutants.map(({ operator }) => operator)
  const second = operators.findIndex((operator, place) => operators.indexOf(operator) < place)
  expect(new Set(operators).size).toBe(second)
  expect(new Set(mutants).size).toBe(60)
})

test('the seed decides which', async () => {
  const recorded = await recordedCalls()
  const ids = async (seed: number) =>
    (await sampleOf(contract, recorded, { count: 20, seed })).mutants.map(({ id }) => id)
  expect(await ids(1)).toEqual(await ids(1))
  expect(await ids(1)).not.toEqual(await ids(2))
})

test('where fewer are met than asked for, all of them are there', async () => {
  const recorded = await recordedCalls()
  const { mutants } = await sampleOf(contract, recorded, { count: 100_000, seed: 1 })
  const met = []
  for (const mutant of mutantsOf(contract))
    if ((await rehearsed(contract, mutant, recorded)).tally.changed > 0) met.push(mutant.id)
  expect(mutants.map(({ id }) => id).toSorted()).toEqual(met.toSorted())
})
