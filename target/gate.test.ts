import { expect, test } from 'vitest'
import { gate } from './gate.ts'
import { sleep } from './throttle.ts'

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index)

test('no more are let in at once than allowed, and all get through in their order', async () => {
  const { through } = gate({ concurrency: 3 })
  const done: number[] = []
  let inside = 0
  let most = 0
  await Promise.all(
    numbers(20).map((one) =>
      through(async () => {
        inside += 1
        most = Math.max(most, inside)
        await sleep(2)
        inside -= 1
        done.push(one)
      }),
    ),
  )
  expect({ most, done }).toEqual({ most: 3, done: numbers(20) })
})

test('work that throws leaves its place to the next', async () => {
  const { through } = gate({ concurrency: 1 })
  const failing = through(() => Promise.reject(new Error('broken')))
  const next = through(() => Promise.resolve('done'))
  await expect(failing).rejects.toThrow('broken')
  expect(await next).toBe('done')
})

test('a rate spreads the starts evenly, from the first', async () => {
  const { through } = gate({ concurrency: 10, requestsPerSecond: 50 })
  const start = performance.now()
  const starts = await Promise.all(numbers(6).map(() => through(async () => performance.now() - start)))
  // Timers may be a little early, and late on a busy machine: then another one goes first.
  for (const [index, at] of starts.toSorted((one, other) => one - other).entries())
    expect(at).toBeGreaterThanOrEqual(index * 20 - 3)
})

test('nothing starts while the gate is held', async () => {
  const { through, hold } = gate({ concurrency: 2 })
  const start = performance.now()
  hold(100)
  await through(async () => {})
  expect(performance.now() - start).toBeGreaterThanOrEqual(97)
})

test('those who wait for their turn when the gate is held wait longer', async () => {
  const { through, hold } = gate({ concurrency: 2, requestsPerSecond: 20 })
  const start = performance.now()
  const first = through(async () => performance.now() - start)
  const second = through(async () => performance.now() - start)
  hold(150)
  expect(await first).toBeLessThan(50)
  expect(await second).toBeGreaterThanOrEqual(147)
})
