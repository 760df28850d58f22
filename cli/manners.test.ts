import { expect, test } from 'vitest'
import type { Limits } from '../core/limits.ts'
import type { TargetSpec } from '../core/run-spec.ts'
import { specFor } from '../test/reference-spec.ts'
import { limitsNote, mannered } from './manners.ts'
import { version } from './package-info.ts'

const limits: Limits = { read: { requests: 200, perSeconds: 60 }, write: { requests: 100, perSeconds: 60 } }

const specAt = (baseUrl: string, parts: Partial<TargetSpec> = {}) =>
  mannered(specFor('dkhardware', { baseUrl, headers: {}, timeoutMs: 1, concurrency: 1, ...parts }), { limits })

const away = 'https://sandbox.example.com'

test.each<[string, string, Partial<TargetSpec>, Limits]>([
  ['away from this machine', away, {}, limits],
  ['on this machine', 'http://127.0.0.1:8080', {}, {}],
  ['on this machine, by IPv6', 'http://[::1]:8080', {}, {}],
  ['where a rate is given', away, { requestsPerSecond: 9 }, {}],
  [
    'where a class has a limit of its own',
    away,
    { limits: { write: { requests: 5, perSeconds: 1 } } },
    { read: { requests: 200, perSeconds: 60 }, write: { requests: 5, perSeconds: 1 } },
  ],
  [
    'where there are both a rate and a limit',
    away,
    { requestsPerSecond: 9, limits: { write: { requests: 5, perSeconds: 1 } } },
    { write: { requests: 5, perSeconds: 1 } },
  ],
])('the limits kept %s', (_, baseUrl, parts, kept) => {
  expect(specAt(baseUrl, parts).target.limits).toEqual(kept)
})

test('each request says that it is of Assay, and of which run', () => {
  expect(specAt(away).target.userAgent).toBe(`assay/${version()} (+run tested)`)
  expect(specAt(away, { userAgent: 'partner/1' }).target.userAgent).toBe('partner/1')
})

test('a run that will take its time says so', () => {
  expect(limitsNote(specAt(away))).toBe(
    'dkhardware: keeps to 200 read requests in 60 s and 100 write requests in 60 s; --rate or target.limits sets another limit',
  )
  expect(limitsNote(specAt('http://localhost'))).toBe(undefined)
})
