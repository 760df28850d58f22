import { expect, test } from 'vitest'
import { buildReport } from '../reports/build.ts'
import { facts, sampleRun } from '../test/sample-run.ts'
import type { Environment } from './environment.ts'
import type { LoadedConfig } from './load-config.ts'
import { type PlaceSources, placeOf, placeText } from './replay-place.ts'

const target = 'https://staging.example.com/api'

const reportOf = (parts: { readonly authenticated?: boolean; readonly reference?: readonly string[] } = {}) => {
  const run = sampleRun()
  const { reference: _, ...settings } = run.settings
  const [contract] = buildReport(facts, [
    { ...run, target, settings: { ...settings, authenticated: false, ...parts } },
  ]).contracts
  if (!contract) throw new Error('The report holds no contract.')
  return { contract }
}

const at = (
  report: ReturnType<typeof reportOf>,
  config: LoadedConfig = {},
  options: PlaceSources['options'] = {},
  environment: Environment = {},
) => placeOf(report, { options, config, environment })

const bearer = (token: string) => ({ type: 'bearer', token }) as const

test('the target of the report it is, whatever the configuration and the environment have', () => {
  const config: LoadedConfig = { target: { baseUrl: 'https://other.example.com' } }
  const place = at(reportOf(), config, {}, { ASSAY_TARGET: 'https://third.example.com', ASSAY_PROFILE: 'x' })
  expect(place).toMatchObject({ where: { kind: 'url', baseUrl: target }, isElsewhere: false, config: {}, notes: [] })
  expect(place.environment).toMatchObject({ ASSAY_TARGET: undefined, ASSAY_PROFILE: undefined })
  expect(placeText(place, reportOf())).toBe(`Replayed at ${target}, the target of the report.`)
})

test('a report of the embedded reference is replayed there, without anything of the configuration’s targets', () => {
  const config: LoadedConfig = { target: { baseUrl: 'https://other.example.com', auth: bearer('t') }, seed: 3 }
  const report = reportOf({ reference: ['a fault'], authenticated: true })
  expect(at(report, config)).toMatchObject({ where: { kind: 'reference' }, isElsewhere: false, config: { seed: 3 } })
  expect(at(report, config).config).not.toHaveProperty('target')
  expect(at(report, config, { target: 'http://127.0.0.1:9' })).toMatchObject({ isElsewhere: true })
})

test('a flag names another, and that is said', () => {
  const config: LoadedConfig = { targets: { sandbox: { baseUrl: 'https://sandbox.example.com', auth: bearer('t') } } }
  const flag = at(reportOf(), {}, { target: 'http://127.0.0.1:9/' })
  expect(flag).toMatchObject({ where: { baseUrl: 'http://127.0.0.1:9' }, isElsewhere: true })
  expect(placeText(flag, reportOf())).toBe(
    `Replayed at http://127.0.0.1:9, which is not the target of the report: that is ${target}.`,
  )
  const named = at(reportOf(), config, { profile: 'sandbox' })
  expect(named).toMatchObject({
    where: { baseUrl: 'https://sandbox.example.com' },
    isElsewhere: true,
    profile: 'sandbox',
  })
  expect(named.config.targets).toEqual(config.targets)
  expect(() => at(reportOf(), config, { profile: 'sandbx' })).toThrow("Did you mean 'sandbox'?")
})

test('credentials go to the server they are for, by whichever name it has', () => {
  const staging = { baseUrl: 'https://staging.example.com/v2', auth: bearer('t') }
  const other = { baseUrl: 'https://other.example.com', auth: bearer('o') }
  const report = reportOf({ authenticated: true })
  expect(at(report, { target: staging, targets: { other } }).config).toEqual({ target: staging })
  const named = at(report, { target: other, targets: { staging } })
  expect([named.config, named.profile]).toEqual([{ targets: { staging } }, 'staging'])
})

test('credentials for another server are not sent, and where some are needed they are asked for', () => {
  const config: LoadedConfig = {
    target: { baseUrl: 'https://other.example.com', headers: { 'X-Key': { secret: 'KEY' } } },
    file: '/a/assay.config.ts',
  }
  const apart = `the credentials of /a/assay.config.ts are for https://other.example.com, and not sent to ${target}`
  const report = reportOf({ authenticated: true })
  expect(() => at(report, config)).toThrow(
    `The report is of a run with credentials; ${apart}: give --token, or --target ${target} with ASSAY_TOKEN.`,
  )
  for (const place of [
    at(report, config, { token: 't' }),
    at(report, config, { target }, { ASSAY_TOKEN: 't' }),
    at(report, config, {}, { ASSAY_TARGET: target, ASSAY_TOKEN: 't' }),
    at(report, config, { target }, { ASSAY_USER: 'u', ASSAY_PASSWORD: 'p' }),
    at(reportOf(), config),
  ])
    expect([place.config, place.notes]).toEqual([{ file: config.file }, [apart]])
})

test('what the environment has is not for a server that the report alone names', () => {
  const report = reportOf({ authenticated: true })
  const variables = { ASSAY_TOKEN: 't', ASSAY_ALLOW_WRITES: '1' }
  expect(() => at(report, {}, {}, variables)).toThrow(
    `those of the environment are not for a server that only the report names, and not sent to ${target}: give --token, or --target ${target} with ASSAY_TOKEN.`,
  )
  const open = at(reportOf(), {}, {}, variables)
  expect([open.environment['ASSAY_TOKEN'], open.environment['ASSAY_ALLOW_WRITES']]).toEqual([undefined, undefined])
  for (const named of [
    at(report, {}, { target }, variables),
    at(report, { target: { baseUrl: target } }, {}, variables),
    at(report, {}, {}, { ...variables, ASSAY_TARGET: `${target}/other` }),
  ])
    expect(named.environment).toMatchObject(variables)
})

test('an empty variable for the target is a mistake here too', () => {
  expect(() => at(reportOf(), {}, {}, { ASSAY_TARGET: '' })).toThrow('ASSAY_TARGET is set but empty')
})

test('a target that only the report names gets no secrets among the fixtures of the configured one', () => {
  const fixtures = { webhookSecret: 'secret-4711', orderId: '1' }
  const elsewhere: LoadedConfig = { target: { baseUrl: 'https://other.example.com' }, fixtures }
  expect(at(reportOf(), elsewhere).config.fixtures).toEqual({ orderId: '1' })
  expect(at(reportOf(), { target: { baseUrl: target }, fixtures }).config.fixtures).toEqual(fixtures)
  expect(at(reportOf(), { fixtures }).config.fixtures).toEqual(fixtures)
})
