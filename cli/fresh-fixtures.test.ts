import { expect, test } from 'vitest'
import type { Json } from '../core/json.ts'
import type { LoadedConfig } from './load-config.ts'
import { resolveSpec } from './resolve-spec.ts'
import { noFlags } from './run-flags.ts'

const target = { baseUrl: 'http://127.0.0.1:9' }

const fixturesOf = async (config: LoadedConfig, fixture: Readonly<Record<string, Json>> = {}) => {
  const { fixtures, fixturePools, supplies } = await resolveSpec('shop', {
    flags: { ...noFlags, fixture },
    config: { target, ...config },
    environment: {},
    seed: 1,
    known: ['basketId', 'orderNo', 'shopId'],
    fresh: ['basketId'],
    pooled: ['shopId'],
  })
  return { fixtures, ...(fixturePools ? { fixturePools } : {}), supplies }
}

test('a list of a fixture that each request takes anew is handed on whole', async () => {
  const list = { kind: 'list', values: ['b1', 'b2'] }
  expect(await fixturesOf({ fixtures: { basketId: ['b1', 'b2'] } })).toEqual({
    fixtures: {},
    supplies: { basketId: list },
  })
  expect(await fixturesOf({}, { basketId: ['b1', 'b2'] })).toEqual({ fixtures: {}, supplies: { basketId: list } })
})

test('its function is not called here, but left to those who send', async () => {
  const basketId = () => {
    throw new Error('called')
  }
  expect(await fixturesOf({ fixtures: { basketId }, file: '/home/you/assay.config.ts' })).toEqual({
    fixtures: {},
    supplies: { basketId: { kind: 'function', file: '/home/you/assay.config.ts' } },
  })
})

test('one value is one value, and flags win over the file', async () => {
  const config = { fixtures: { basketId: ['b1'], orderNo: async () => '7' } }
  expect(await fixturesOf(config, { basketId: 'b-{unique}' })).toEqual({
    fixtures: { basketId: 'b-{unique}', orderNo: '7' },
    supplies: undefined,
  })
})

test.each([
  ['of the file', { fixtures: { shopId: ['7', async () => '8', '9'] } }, {}],
  ['of flags', {}, { shopId: ['7', '8', '9'] }],
])('of a list %s to draw from the first is the fixture, and the others are its pool', async (_, config, flags) => {
  expect(await fixturesOf(config, flags)).toEqual({
    fixtures: { shopId: '7' },
    fixturePools: { shopId: ['8', '9'] },
    supplies: undefined,
  })
})
