import { expect, test } from 'vitest'
import { limited } from './limiter.ts'

const request = (method: string): Request => new Request('http://127.0.0.1/', { method })

const serviceAt = (clock: { now: number }) =>
  limited(
    () => new Response('fine'),
    { write: { requests: 2, perSeconds: 60 } },
    () => clock.now,
  )

test('above the limit the answer is 429, until a period has passed since the oldest that counts', async () => {
  const clock = { now: 0 }
  const serve = serviceAt(clock)
  const answers: (readonly [number, number, string | null])[] = []
  for (const now of [0, 10_000, 20_000, 59_999, 60_000, 69_999, 70_000]) {
    clock.now = now
    const { status, headers } = await serve(request('POST'))
    answers.push([now, status, headers.get('retry-after')])
  }
  expect(answers).toEqual([
    [0, 200, null],
    [10_000, 200, null],
    [20_000, 429, '40'],
    [59_999, 429, '1'],
    [60_000, 200, null],
    [69_999, 429, '1'],
    [70_000, 200, null],
  ])
})

test('a class without a limit has none', async () => {
  const serve = serviceAt({ now: 0 })
  const statuses = await Promise.all(Array.from({ length: 9 }, async () => (await serve(request('GET'))).status))
  expect(new Set(statuses)).toEqual(new Set([200]))
})
