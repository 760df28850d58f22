import { expect, test } from 'vitest'
import type { Issued } from '../../core/auth.ts'
import { type Issue, renewing } from './renewing.ts'

const start = 1_000_000

/** Issues tokens t1, t2, … that last so many seconds, at a clock that the test turns. */
const issuing = (seconds: number | undefined, fail: (count: number) => boolean = () => false) => {
  let now = start
  let count = 0
  const issue: Issue = async () => {
    count += 1
    await new Promise((resolve) => setImmediate(resolve))
    if (fail(count)) throw new Error(`refused at ${count}`)
    return issued(`t${count}`, now, seconds)
  }
  const credentials = renewing(issue, { now: () => now })
  return {
    credentials,
    count: () => count,
    pass: (ms: number) => {
      now += ms
    },
  }
}

const issued = (token: string, issuedAt: number, seconds: number | undefined): Issued => ({
  placement: { headers: { Authorization: token }, query: {} },
  secrets: { $ASSAY_TOKEN: token },
  issuedAt,
  ...(seconds === undefined ? {} : { expiresAt: issuedAt + seconds * 1000 }),
})

const header = (token: string) => ({ headers: { Authorization: token }, query: {} })

test('many who ask at once wait for one', async () => {
  const { credentials, count } = issuing(600)
  expect(await Promise.all([credentials.current(), credentials.current()])).toEqual([header('t1'), header('t1')])
  expect(count()).toBe(1)
})

test('they are renewed half a minute before they expire', async () => {
  const { credentials, pass } = issuing(600)
  await credentials.current()
  pass(569_999)
  expect(await credentials.current()).toEqual(header('t1'))
  pass(1)
  expect(await credentials.current()).toEqual(header('t2'))
})

test('short-lived ones are renewed in the last fifth of their lifetime', async () => {
  const { credentials, pass } = issuing(10)
  await credentials.current()
  pass(7_999)
  expect(await credentials.current()).toEqual(header('t1'))
  pass(1)
  expect(await credentials.current()).toEqual(header('t2'))
})

test('those that last a few seconds are renewed at half time, since servers count whole seconds', async () => {
  const { credentials, pass } = issuing(3)
  await credentials.current()
  pass(1_499)
  expect(await credentials.current()).toEqual(header('t1'))
  pass(1)
  expect(await credentials.current()).toEqual(header('t2'))
})

test('those whose lifetime nobody told are kept, and never replaced', async () => {
  const { credentials, pass } = issuing(undefined)
  const refused = await credentials.current()
  pass(1e9)
  expect(await credentials.current()).toEqual(header('t1'))
  expect(await credentials.instead(refused, undefined)).toBeUndefined()
})

test('refused while they are fresh, they are not replaced: the refusal is the answer', async () => {
  const { credentials, count } = issuing(600)
  const refused = await credentials.current()
  expect(await credentials.instead(refused, start + 1_000)).toBeUndefined()
  expect(count()).toBe(1)
})

test.each([
  ['by our clock', 600_000, undefined],
  ["by the target's clock", 1_000, start + 600_000],
])('refused when they had expired %s, they are replaced', async (_, ms, targetTime) => {
  const { credentials, pass } = issuing(600)
  const refused = await credentials.current()
  pass(ms)
  expect(await credentials.instead(refused, targetTime)).toEqual(header('t2'))
})

test('refused when newer ones are held already, those take their place', async () => {
  const { credentials, pass, count } = issuing(600)
  const refused = await credentials.current()
  pass(580_000)
  await credentials.current()
  expect(await credentials.instead(refused, undefined)).toEqual(header('t2'))
  expect(count()).toBe(2)
})

test('what is still valid serves where nothing newer is to be had, and nobody is asked again at once', async () => {
  const { credentials, pass, count } = issuing(600, (one) => one === 2)
  await credentials.current()
  pass(580_000)
  expect(await credentials.current()).toEqual(header('t1'))
  expect(await credentials.current()).toEqual(header('t1'))
  expect(count()).toBe(2)
  pass(5_000)
  expect(await credentials.current()).toEqual(header('t3'))
})

test('without any, the failure is told, to all alike for a while', async () => {
  const { credentials, pass, count } = issuing(600, (one) => one === 1)
  await expect(credentials.current()).rejects.toThrow('refused at 1')
  await expect(credentials.current()).rejects.toThrow('refused at 1')
  expect(count()).toBe(1)
  pass(5_000)
  expect(await credentials.current()).toEqual(header('t2'))
})

test('all that were ever held stay secret', async () => {
  const { credentials, pass } = issuing(600)
  await credentials.current()
  pass(600_000)
  await credentials.current()
  expect(credentials.secrets()).toEqual({ $ASSAY_TOKEN: ['t1', 't2'] })
})
