import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isUnattended, variables, withEnvironment } from './environment.ts'
import { noFlags } from './run-flags.ts'

const nothing = { ...noFlags, allowWrites: false }

test('without variables the flags are what they are', () => {
  expect(withEnvironment(noFlags, {})).toEqual(nothing)
  const others = Object.keys(variables).filter((name) => name !== 'ASSAY_TARGET')
  expect(withEnvironment(noFlags, Object.fromEntries(others.map((name) => [name, ''])))).toEqual(nothing)
})

test('a target that is set but empty is a mistake', () => {
  expect(() => withEnvironment(noFlags, { ASSAY_TARGET: '' })).toThrow('ASSAY_TARGET is set but empty')
})

test.each([
  [undefined, false],
  ['', false],
  ['false', false],
  ['False', false],
  ['true', true],
  ['1', true],
  ['woodpecker', true],
])('CI=%s means that nobody reads along: %s', (CI, unattended) => {
  expect(isUnattended({ CI })).toBe(unattended)
})

test('each variable stands for its flag', () => {
  const environment = {
    ASSAY_PROFILE: 'staging',
    ASSAY_TARGET: 'https://a.example.com',
    ASSAY_TOKEN: 't',
    ASSAY_USER: 'u',
    ASSAY_PASSWORD: 'p',
    ASSAY_SEED: '1',
    ASSAY_DEPTH: 'quick',
    ASSAY_RUNS: '2',
    ASSAY_MAX_REQUESTS: '3',
    ASSAY_MAX_TIME: '4.5',
    ASSAY_RATE: '5.5',
    ASSAY_CONCURRENCY: '6',
    ASSAY_TIMEOUT: '7',
    ASSAY_LEVEL: 'must',
    ASSAY_READING: 'strict',
    ASSAY_ALLOW: 'concurrent, destructive',
    ASSAY_ALLOW_WRITES: '1',
  }
  expect(Object.keys(environment).sort()).toEqual(Object.keys(variables).sort())
  expect(withEnvironment(noFlags, environment)).toEqual({
    ...noFlags,
    profile: 'staging',
    target: 'https://a.example.com',
    token: 't',
    user: 'u',
    password: 'p',
    seed: 1,
    depth: 'quick',
    runs: 2,
    maxRequests: 3,
    maxTime: 4.5,
    rate: 5.5,
    concurrency: 6,
    timeout: 7,
    level: 'must',
    reading: 'strict',
    allow: ['concurrent', 'destructive'],
    allowWrites: true,
  })
})

test('flags win, but consents add up', () => {
  const environment = { ASSAY_RATE: '5', ASSAY_ALLOW: 'concurrent', ASSAY_ALLOW_WRITES: 'false' }
  expect(withEnvironment({ ...noFlags, rate: 1, allow: ['write'] }, environment)).toEqual({
    ...nothing,
    rate: 1,
    allow: ['write', 'concurrent'],
  })
})

describe('a variable that makes no sense is told', () => {
  test.each([
    ['ASSAY_SEED', '1.5', 'ASSAY_SEED=1.5 is not a whole number.'],
    ['ASSAY_RATE', '0', 'ASSAY_RATE=0 is not a number above 0.'],
    ['ASSAY_LEVEL', 'could', 'ASSAY_LEVEL=could is none of must, should, may.'],
    ['ASSAY_ALLOW', 'write,all', "ASSAY_ALLOW holds 'all'; allowed are write, concurrent, destructive."],
    ['ASSAY_ALLOW_WRITES', 'maybe', 'ASSAY_ALLOW_WRITES=maybe is none of 1, 0, true, false.'],
  ])('%s=%s', (name, value, says) => {
    expect(() => withEnvironment(noFlags, { [name]: value })).toThrow(says)
  })
})

test('the guide lists every variable, and no other', () => {
  const guide = readFileSync(new URL('../docs/configuration.md', import.meta.url), 'utf8')
  const listed = [...guide.matchAll(/^\| `(ASSAY_\w+)` \|/gm)].map(([, name]) => name)
  expect(listed).toEqual(Object.keys(variables))
})
