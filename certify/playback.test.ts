import { expect, test } from 'vitest'
import { Departure, playback } from './playback.ts'

test('steps are given out in their order, whoever asks first', async () => {
  const { next } = playback([
    { kind: 'begun', id: 'a#1' },
    { kind: 'ended', id: 'a#1' },
  ])
  const order: string[] = []
  const later = next({ kind: 'ended', id: 'a#1' }).then(() => order.push('ended'))
  const first = next({ kind: 'begun', id: 'a#1' }).then(() => order.push('begun'))
  await Promise.all([later, first])
  expect(order).toEqual(['begun', 'ended'])
})

test('of two that sleep, the one that sleeps as long as recorded wakes first', async () => {
  const { next } = playback([
    { kind: 'slept', ms: 10 },
    { kind: 'slept', ms: 500 },
  ])
  const order: number[] = []
  const sleeper = (ms: number) => next({ kind: 'slept', ms }).then(() => order.push(ms))
  await Promise.all([sleeper(500), sleeper(10)])
  expect(order).toEqual([10, 500])
})

test('what arrived stands before what follows it', async () => {
  const record = playback([
    { kind: 'arrived', headers: { a: 'b' }, body: 'c' },
    { kind: 'now', at: 7 },
  ])
  expect(record.now()).toBe(7)
  expect(record.arrivals()).toEqual([{ headers: { a: 'b' }, body: 'c' }])
  expect(() => record.assertDone()).not.toThrow()
  record.close()
})

test('what the record does not have next is a departure, and names both', async () => {
  const { next, departed } = playback([{ kind: 'ended', id: 'a#1' }])
  void next({ kind: 'begun', id: 'b#1' })
  await expect(departed).rejects.toThrow(new Departure("what follows is 'begun b#1', and the record has 'ended a#1'"))
})

test('a record that goes on is a departure, and so is a clock that nobody looked at', async () => {
  const record = playback([{ kind: 'awaited', found: false, isFull: false }])
  expect(() => record.assertDone()).toThrow(Departure)
  expect(record.now()).toBe(0)
  await expect(record.departed).rejects.toThrow("the clock is looked at where the record has 'awaited'")
})
