import { expect, test } from 'vitest'
import { rateLimiter as limiterWith, type RateLimits } from './rate-limiter.ts'
import { sleep } from './throttle.ts'
import { waiting } from './waiting.ts'

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index)

const limiter = (limits: RateLimits) => {
  const { schedule, pause } = limiterWith(limits, waiting({ isOver: () => false }))
  return { pause, schedule: <T>(work: () => Promise<T>, operation = 'any') => schedule(operation, work) }
}

test('no more are let in at once than allowed, and all get schedule in their order', async () => {
  const { schedule } = limiter({ concurrency: 3 })
  const done: number[] = []
  let inside = 0
  let most = 0
  await Promise.all(
    numbers(20).map((one) =>
      schedule(async () => {
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
  const { schedule } = limiter({ concurrency: 1 })
  const failing = schedule(() => Promise.reject(new Error('broken')))
  const next = schedule(() => Promise.resolve('done'))
  await expect(failing).rejects.toThrow('broken')
  expect(await next).toBe('done')
})

test('a rate spreads the starts evenly, from the first', async () => {
  const { schedule } = limiter({ concurrency: 10, requestsPerSecond: 50 })
  const start = performance.now()
  const starts = await Promise.all(numbers(6).map(() => schedule(async () => performance.now() - start)))
  // Timers may be a little early, and late on a busy machine: then another one goes first.
  for (const [index, at] of starts
    .map(Number)
    .toSorted((one, other) => one - other)
    .entries())
    expect(at).toBeGreaterThanOrEqual(index * 20 - 3)
})

test('nothing starts while the limiter is paused', async () => {
  const { schedule, pause } = limiter({ concurrency: 2 })
  const start = performance.now()
  pause(100)
  await schedule(async () => {})
  expect(performance.now() - start).toBeGreaterThanOrEqual(97)
})

test('those who wait for their turn when the limiter is paused wait longer', async () => {
  const { schedule, pause } = limiter({ concurrency: 2, requestsPerSecond: 20 })
  const start = performance.now()
  const first = schedule(async () => performance.now() - start)
  const second = schedule(async () => performance.now() - start)
  pause(150)
  expect(await first).toBeGreaterThanOrEqual(147)
  expect(await second).toBeGreaterThanOrEqual(147)
})

test('a class may start all of its requests at once, and then waits its period from the end of the first', async () => {
  const { schedule } = limiter({ concurrency: 10, limits: [{ requests: 3, perSeconds: 0.1, operations: ['write'] }] })
  const start = performance.now()
  const work = async () => {
    const at = performance.now() - start
    await sleep(40)
    return at
  }
  const starts = (await Promise.all(numbers(7).map(() => schedule(work, 'write')))) as number[]
  expect(starts.filter((at) => at < 40).length).toBe(3)
  for (const at of starts.slice(3)) expect(at).toBeGreaterThanOrEqual(138)
  expect(starts[6]).toBeGreaterThanOrEqual(276)
})

test('requests that wait for their class keep no other class from its turn', async () => {
  const limits = [
    { requests: 1, perSeconds: 0.3, operations: ['write'] },
    { requests: 100, perSeconds: 1, operations: ['read'] },
  ]
  const { schedule } = limiter({ concurrency: 1, limits })
  const start = performance.now()
  const order: string[] = []
  const all = [...Array(3).fill('write'), ...Array(20).fill('read')].map((kind: string) =>
    schedule(async () => void order.push(kind), kind),
  )
  await Promise.all(all)
  expect(order).toEqual(['write', ...Array(20).fill('read'), 'write', 'write'])
  expect(performance.now() - start).toBeGreaterThanOrEqual(600)
})

test('who waits when it is over is sent away, and is let in by nobody', async () => {
  let isOver = false
  const waits = waiting({ isOver: () => isOver })
  const { schedule } = limiterWith(
    { concurrency: 4, limits: [{ requests: 1, perSeconds: 60, operations: ['a'] }] },
    waits,
  )
  expect(await schedule('a', async () => 'first')).toBe('first')
  const others = numbers(3).map(() => schedule('a', async () => 'let in'))
  await sleep(10)
  isOver = true
  waits.wake()
  await sleep(0)
  isOver = false
  expect(await others[0]).toBe(undefined)
  isOver = true
  waits.wake()
  expect(await Promise.all(others)).toEqual([undefined, undefined, undefined])
})
