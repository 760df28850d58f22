import { describe, expect, test } from 'vitest'
import { belongingsOf } from './belongings.ts'
import { secret } from './config.ts'
import type { Environment } from './environment.ts'
import type { LoadedConfig } from './load-config.ts'
import { noFlags, type RunFlags } from './run-flags.ts'

const staging = 'https://staging.example.com/api'
const other = 'https://other.example.com'
const config: LoadedConfig = {
  file: 'assay.config.ts',
  target: {
    baseUrl: staging,
    auth: { type: 'bearer', token: secret('STAGING_TOKEN') },
    headers: { 'X-Key': secret('KEY'), 'X-Session-Id': 'plain', 'X-Client': 'assay' },
    tls: { ca: 'ca.pem', key: 'key.pem' },
    allowWrites: true,
    allow: ['concurrent'],
    concurrency: 2,
  },
}
const variables = { ASSAY_TOKEN: 'token', ASSAY_ALLOW_WRITES: '1' }

const of = (given: Partial<RunFlags>, from: LoadedConfig = {}, environment: Environment = {}, isNamed = false) =>
  belongingsOf({ flags: { ...noFlags, ...given }, config: from, environment, isGiven: isNamed })

describe('a target that is not the configured one', () => {
  test('gets neither its credentials nor its consents, and that is said', () => {
    const { chosen, notes } = of({ target: other }, config)
    expect(chosen.target).toEqual({
      baseUrl: staging,
      headers: { 'X-Client': 'assay' },
      tls: { ca: 'ca.pem' },
      concurrency: 2,
    })
    expect(notes).toEqual([
      `credentials and consents of assay.config.ts are for ${staging}, and not used at ${other}; give those for it by flags`,
    ])
  })

  test('gets what is given by flags', () => {
    const { flags } = of({ target: other, token: 'typed', allowWrites: true }, config)
    expect([flags.token, flags.allowWrites]).toEqual(['typed', true])
  })

  test('gets none of what the environment has for the configured one', () => {
    const { flags, notes } = of({ target: other }, { target: { baseUrl: staging } }, variables)
    expect([flags.token, flags.allowWrites]).toEqual([undefined, false])
    expect(notes).toEqual([`ASSAY_TOKEN, ASSAY_ALLOW_WRITES: for ${staging}, and not used at ${other}`])
  })

  test('gets none of what the environment has for the target among it', () => {
    const { flags } = of({ target: other }, {}, { ...variables, ASSAY_TARGET: staging })
    expect([flags.token, flags.allowWrites]).toEqual([undefined, false])
  })
})

test.each<[string, Partial<RunFlags>, LoadedConfig, Environment]>([
  ['of the configuration', {}, config, variables],
  ['of the configuration, typed', { target: `${staging}/v2` }, config, variables],
  ['of the environment', {}, {}, { ...variables, ASSAY_TARGET: other }],
  ['that is typed, where nothing else names one', { target: other }, {}, variables],
])('the target %s gets what is meant for it', (_, given, from, environment) => {
  const { flags, chosen, notes } = of(given, from, environment)
  expect([flags.token, flags.allowWrites, chosen.target, notes]).toEqual(['token', true, from.target, []])
})

test('a target that stands in evidence alone gets nothing of the environment unasked', () => {
  expect(() => of({ target: other }, {}, variables, true)).toThrow(
    `The target ${other} stands in the evidence alone, and ASSAY_TOKEN, ASSAY_ALLOW_WRITES are not used there unasked: give --target ${other}`,
  )
  expect(of({ target: other, token: 'typed' }, {}, {}, true).flags.token).toBe('typed')
  expect(of({ target: other }, {}, { ...variables, ASSAY_TARGET: other }, true).flags.token).toBe('token')
  expect(of({ target: staging }, config, {}, true).chosen.target).toEqual(config.target)
  expect(of({ target: other }, config, {}, true).chosen.target?.auth).toBeUndefined()
})
