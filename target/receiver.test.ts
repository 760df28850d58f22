import { afterEach, expect, test } from 'vitest'
import { openReceiver, type Receiver } from './receiver.ts'

const opened: Receiver[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ close }) => close()))
})

const open = async (): Promise<Receiver> => {
  const receiver = await openReceiver(0)
  opened.push(receiver)
  return receiver
}

const post = ({ port }: Receiver, body: string): Promise<Response> =>
  fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body, headers: { 'X-Event': 'changed' } })

test('events are answered with 200 and kept as they came', async () => {
  const receiver = await open()
  const reply = await post(receiver, '{"event":"größer 𝟙"}')
  expect(reply.status).toBe(200)
  expect(receiver.arrivals()).toEqual([
    { headers: expect.objectContaining({ 'x-event': 'changed' }), body: '{"event":"größer 𝟙"}' },
  ])
})

test('the first arrival that fits is waited for', async () => {
  const receiver = await open()
  const waiting = receiver.waitFor(({ body }) => body.startsWith('b'), 2_000)
  await post(receiver, 'a')
  await post(receiver, 'b1')
  await post(receiver, 'b2')
  expect((await waiting)?.body).toBe('b1')
})

test('what came before it was asked for is found at once', async () => {
  const receiver = await open()
  await post(receiver, 'a')
  expect((await receiver.waitFor(() => true, 0))?.body).toBe('a')
})

test('waiting ends when the time is up', async () => {
  const receiver = await open()
  const start = Date.now()
  expect(await receiver.waitFor(() => true, 60)).toBeUndefined()
  expect(Date.now() - start).toBeGreaterThanOrEqual(59)
})

test('an event larger than a megabyte is answered and cut', async () => {
  const receiver = await open()
  expect((await post(receiver, 'x'.repeat(3_000_000))).status).toBe(200)
  expect(receiver.arrivals()[0]?.body.length).toBeLessThanOrEqual(1_000_000)
})

test('a port that is taken is an error, not a hang', async () => {
  const { port } = await open()
  await expect(openReceiver(port)).rejects.toThrow('EADDRINUSE')
})

test('closing does not wait for senders that keep their connection', async () => {
  const receiver = await openReceiver(0)
  await post(receiver, 'a')
  const start = Date.now()
  await receiver.close()
  // Node lets a kept connection lie for five seconds.
  expect(Date.now() - start).toBeLessThan(4_500)
})
