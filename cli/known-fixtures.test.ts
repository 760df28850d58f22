import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Contract } from '../contracts/contract.ts'
import { builtIn, loadContract } from '../contracts/load.ts'
import type { Json } from '../core/json.ts'
import { references } from '../reference/references.ts'
import { once, workOf } from '../suites/once.ts'
import { assertKnownFixtures, knownFixtures } from './known-fixtures.ts'
import type { LoadedConfig } from './load-config.ts'

const loading = workOf<Contract>('contracts of this test')
const load = once()
const loaded = (name: string) => load(loading, name, () => loadContract(name))

beforeAll(async () => void (await Promise.all(builtIn().map(loaded))), 60_000)

const tried = async (
  contracts: readonly string[],
  fixture: Readonly<Record<string, Json>>,
  config: LoadedConfig = {},
): Promise<string> => {
  return assertKnownFixtures(await Promise.all(contracts.map(loaded)), {
    flags: { fixture },
    config,
    load: loaded,
  }).then(
    () => 'fine',
    (error: Error) => error.message,
  )
}

test('a fixture that is misspelt is told with the nearest there is', async () => {
  expect(await tried(['dkhardware'], { custmerId: '3' })).toBe(
    '--fixture custmerId: there is no such fixture of dkhardware; did you mean customerId?',
  )
  expect(await tried(['shopctrl'], { zzz: '3' })).toBe(
    '--fixture zzz: there is no such fixture of shopctrl; known are orderId, shopId, shopOwnerId, currencyId, currencyCode, paymentTypeId, invoiceId.',
  )
})

test('a fixture of any contract of the run is known, by flags only of those', async () => {
  expect(await tried(['dkhardware', 'shopctrl'], { customerId: '3', invoiceId: '4' })).toBe('fine')
  expect(await tried(['dkhardware'], { basketId: 'b' })).toContain('there is no such fixture of dkhardware')
})

test('the members of an object are fixtures of their own, where the contract knows them so', async () => {
  const type = 'InvalidCustomerException'
  expect(await tried(['ocapi-shop'], { [`basketWithFault.${type}`]: 'b' })).toBe('fine')
  expect(await tried(['ocapi-shop'], {}, { fixtures: { basketWithFault: { [type]: () => 'b' } } })).toBe('fine')
  expect(await tried(['ocapi-shop'], {}, { fixtures: { basketWithFault: { InvalidCustomer: 'b' } } })).toBe(
    `the configuration: fixtures.basketWithFault.InvalidCustomer: there is no such fixture of ocapi-shop; did you mean basketWithFault.${type}?`,
  )
})

test('a parameter of the contract is a fixture by its place and name', async () => {
  expect(await tried(['ocapi-shop'], { 'path.order_no': '1', 'query.skip_authorization': true })).toBe('fine')
  expect(await tried(['dkhardware'], { 'header.User-Id': '1' })).toBe('fine')
  expect(await tried(['ocapi-shop'], { 'path.orderNo': '1' })).toContain('did you mean path.order_no?')
  expect(await tried(['ocapi-shop'], { 'query.order_no': '1' })).toContain('there is no such fixture')
})

test.each<[string, LoadedConfig, string]>([
  ['for all', { fixtures: { ordrNo: '1' } }, 'fixtures.ordrNo'],
  ['of the target', { target: { baseUrl: 'http://a', fixtures: { ordrNo: '1' } } }, 'target.fixtures.ordrNo'],
  [
    'of a named one',
    { targets: { b: { baseUrl: 'http://a', fixtures: { ordrNo: '1' } } } },
    'targets.b.fixtures.ordrNo',
  ],
])('a misspelt fixture in a configuration is told: %s', async (_, config, place) => {
  expect(await tried(['ocapi-shop'], {}, { ...config, file: '/a/assay.config.ts' })).toBe(
    `/a/assay.config.ts: ${place}: there is no such fixture of ocapi-shop; did you mean orderNo?`,
  )
})

test('a configuration may hold fixtures of contracts that this run leaves out', async () => {
  const basketWithFault = { ValidationException: () => 'b' }
  expect(await tried(['dkhardware'], {}, { fixtures: { customerId: '1', basketId: 'b', basketWithFault } })).toBe(
    'fine',
  )
})

describe('known is', () => {
  test.each(references.map((reference) => [reference.contract, reference] as const))(
    'all that the reference of %s brings',
    async (name, reference) => {
      const { fixtures, close } = await reference.start()
      await close()
      const known = knownFixtures(await loaded(name))
      expect(Object.keys(fixtures).filter((one) => !known.includes(one))).toEqual([])
      expect(known.length).toBeGreaterThan(5)
    },
  )

  const flows = fileURLToPath(new URL('../suites/flows/', import.meta.url))
  const folders = readdirSync(flows, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  test.each(folders.map(({ name }) => name))('all that the stories of %s read', async (name) => {
    const text = readdirSync(join(flows, name))
      .map((file) => readFileSync(join(flows, name, file), 'utf8'))
      .join('\n')
    const asked = [
      ...text.matchAll(/--fixture ([\w.-]+)=|[^/]fixtures(?:\.|\[')(\w+)|supplies\.(?:has|draw)\('(\w+)'/g),
    ]
    const read = [...new Set(asked.map(([, ...names]) => names.find((one) => one !== undefined) ?? ''))]
    const known = knownFixtures(await loaded(name))
    expect(read.filter((one) => !known.includes(one))).toEqual([])
  })
})
