import { expect, test } from 'vitest'
import type { Answered, Sent } from '../core/layer.ts'
import { bodyOf, openShop, order, sent, smallShop } from '../test/small-shop.ts'
import { mutated } from './layer.ts'
import { massMutantsOf } from './mass.ts'
import { namedIn } from './mutants.ts'

const contract = await smallShop()
const create = (change: object = {}): Sent => sent('POST', '/orders', { ...order, ...change })

const through = async (id: string, requests: readonly Sent[]): Promise<readonly Answered[]> => {
  const { forward } = openShop(contract)
  const { layer } = mutated(contract, namedIn(contract, massMutantsOf(contract), id))
  const all: Answered[] = []
  for (const request of requests) all.push(await layer(request, forward))
  return all
}

const bodies = (all: readonly Answered[]) => all.map((one) => (one.kind === 'given' ? bodyOf(one) : one.kind))
const statuses = (all: readonly Answered[]) => all.map((one) => (one.kind === 'given' ? one.status : one.kind))

test('a change is made at all places of one depth at once, in the replies of all operations', async () => {
  const [made, found] = bodies(await through('mass/*/depth-3/reply/nulled', [create(), sent('GET', '/orders/1001')]))
  const lines = [
    { product: null, price: null },
    { product: null, price: null },
  ]
  expect(made).toMatchObject({ id: '1001', lines })
  expect(found).toMatchObject({ id: '1001', lines })
})

test('or of one operation alone', async () => {
  const [made, found] = bodies(
    await through('mass/getOrder/depth-1/reply/dropped', [create(), sent('GET', '/orders/1001')]),
  )
  expect(made).toMatchObject({ id: '1001' })
  expect(found).toEqual({})
})

test('all rules are overlooked at once, and requests that are fine go on to the service', async () => {
  const requests = [create(), create({ reference: 'x'.repeat(21) }), create({ lines: [] }), create()]
  const all = await through('mass/*/all/request/rule-overlooked', requests)
  expect(statuses(all)).toEqual([201, 201, 201, 201])
  expect(bodies(all)).toMatchObject([{ id: '1001' }, { id: '1001' }, { id: '1001' }, { id: '1002' }])
})

test('replies break off wherever one mutant of many breaks them off', async () => {
  expect(statuses(await through('mass/*/all/transport/reset', [create(), create({ lines: [] })]))).toEqual([
    'reset',
    'reset',
  ])
})
