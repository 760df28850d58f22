import { Agent, request } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { openReceiver, type Receiver } from '../../target/receiver.ts'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const agent = new Agent({ keepAlive: true, maxSockets: 20 })
const post = ({ port }: Receiver, body: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method: 'POST', agent }, (reply) => {
      reply.resume()
      reply.on('end', () => resolve(reply.statusCode ?? 0))
    })
    sent.on('error', reject)
    sent.end(body)
  })
const openOne = async (): Promise<Receiver> => {
  const receiver = await openReceiver(0)
  closing.push(receiver.close)
  return receiver
}

test('of a flood of events no more are kept than any run makes, and that it was one is known', async () => {
  const receiver = await openOne()
  const first = await Promise.all(Array.from({ length: 2_000 }, (_, index) => post(receiver, String(index))))
  expect([new Set(first), receiver.isFull()]).toEqual([new Set([200]), false])
  const more = await Promise.all(Array.from({ length: 50 }, () => post(receiver, 'more')))
  expect([new Set(more), receiver.isFull(), receiver.arrivals().length]).toEqual([new Set([503]), true, 2_000])
})

test('nor more bytes than that', async () => {
  const receiver = await openOne()
  const large = 'x'.repeat(1_000_000)
  for (let count = 0; count < 25; count += 1) await post(receiver, large)
  expect([receiver.arrivals().length, receiver.isFull()]).toEqual([20, true])
})

test('an event is looked at once, however long another is waited for', async () => {
  const receiver = await openOne()
  for (const body of ['a', 'b']) await post(receiver, body)
  const looked: string[] = []
  const waiting = receiver.waitFor(({ body }) => {
    looked.push(body)
    return body === 'c'
  }, 2_000)
  await new Promise((done) => setTimeout(done, 100))
  await post(receiver, 'c')
  expect((await waiting)?.body).toBe('c')
  expect(looked).toEqual(['a', 'b', 'c'])
})
