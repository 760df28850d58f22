import { expect, test } from 'vitest'
import { loadContract } from '../../contracts/load.ts'
import type { Json } from '../../core/json.ts'
import { appOf } from '../engine/app.ts'
import { facetOfRule } from '../engine/rule.ts'
import { service } from './crayon.ts'
import { orderRules } from './rules.ts'
import { operations, paths } from './service.ts'

const contract = await loadContract('crayon')
const order = { resellerCustomerId: 123, orderLines: [{ productId: 'a', quantity: 1, billingCycle: 1 }] }

const send = async (body: Json, { faults = [], path = paths.checkout }: { faults?: string[]; path?: string } = {}) => {
  const headers = { authorization: `Bearer ${service.token}`, 'content-type': 'application/json' }
  const reply = await appOf(service, { faults }).request(path, { method: 'POST', headers, body: JSON.stringify(body) })
  return [reply.status, await reply.text()] as const
}

test('there is a rule for everything that the contract demands of an order, and no other', () => {
  const demanded = contract.requirements
    .map(({ id }) => id)
    .filter((id) => id.startsWith('crayon/checkout/request/') && !/\/(?:optional|form)$/.test(id))
  expect(orderRules.map((rule) => `crayon/checkout/${facetOfRule(rule)}`).sort()).toEqual(demanded.sort())
})

test('every fault has an id of its own and names requirements of the contract', () => {
  const known = contract.requirements.map(({ id }) => id)
  expect(new Set(service.switches.map(({ id }) => id)).size).toBe(service.switches.length)
  for (const { requirement, also = [] } of service.switches)
    expect(known).toEqual(expect.arrayContaining([requirement, ...also]))
})

test.each(operations)('%s takes an order in either form and says nothing', async (operation) => {
  const path = paths[operation]
  expect(await send(order, { path })).toEqual([204, ''])
  expect(await send({ order }, { path })).toEqual([204, ''])
})

test('a flaw is refused and told', async () => {
  const [status, text] = await send({ ...order, resellerCustomerId: 1.5 })
  expect([status, JSON.parse(text)]).toEqual([
    400,
    {
      ErrorCode: 'ERROR_400',
      Message: 'must be a whole number',
      Parameters: {},
      ObjectErrors: [{ ErrorCode: 'resellerCustomerId', Message: 'must be a whole number', Parameters: {} }],
    },
  ])
})

test.each([
  ['an unknown address', order, `${paths.checkout}/`, 404],
  ['an unknown customer', { ...order, resellerCustomerId: 999_999 }, paths.checkoutLegacy, 404],
  ['no object', [order], paths.checkout, 400],
])('%s is refused', async (_, body, path, status) => {
  expect((await send(body, { path }))[0]).toBe(status)
})

test('a rule that is ignored lets exactly its violation through', async () => {
  const faults = ['ignores-resellerCustomerId-type-at-checkout']
  expect((await send({ ...order, resellerCustomerId: 1.5 }, { faults }))[0]).toBe(204)
  expect((await send({ ...order, resellerCustomerId: 'x' }, { faults }))[0]).toBe(400)
  expect((await send({ ...order, resellerCustomerId: 1.5 }, { faults, path: paths.checkoutLegacy }))[0]).toBe(400)
})
