import { expect, test } from 'vitest'
import { sleep } from './throttle.ts'
import { timeLimit } from './time-limit.ts'

/** Keeps this process from doing anything else. */
const block = (ms: number): void => {
  const until = performance.now() + ms
  while (performance.now() < until);
}

test('a limit is over when its time is', async () => {
  const start = performance.now()
  await new Promise<void>((resolve) => timeLimit(120, resolve))
  expect(performance.now() - start).toBeGreaterThanOrEqual(115)
})

test('a limit that was called off is never over', async () => {
  let isOver = false
  timeLimit(30, () => {
    isOver = true
  }).end()
  await sleep(100)
  expect(isOver).toBe(false)
})

test('time in which nothing could be seen does not count', async () => {
  let isOver = false
  const limit = timeLimit(200, () => {
    isOver = true
  })
  await sleep(20)
  block(500)
  await sleep(20)
  expect(isOver).toBe(false)
  limit.end()
})
