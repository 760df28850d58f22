import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { loadContract } from '../../../contracts/load.ts'
import { at, type Json, pointer } from '../../../core/json.ts'
import { dkhardware } from '../dkhardware.ts'
import { exampleOrder } from '../example.ts'
import { paths } from '../operations.ts'

const contract = await loadContract('dkhardware')
const secret = 'webhook-secret'

/** The event that is sent for an order, and the order's id. */
const eventOf = async (ids: readonly string[]): Promise<{ readonly event: Json; readonly orderId: unknown }> => {
  const received: string[] = []
  const receiver = createServer(async (request, response) => {
    received.push(await text(request))
    response.end()
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`
  const { baseUrl, token, close } = await dkhardware.start({ faults: ids, webhook: { url, secret } })
  const headers = { 'content-type': 'application/json', 'user-id': '93', authorization: `Bearer ${token}` }
  const call = async (path: string, body: string): Promise<string> =>
    (await fetch(baseUrl + path, { method: 'POST', headers, body })).text()
  const submission = await call(paths.createOrder, JSON.stringify(exampleOrder))
  await call(paths.getOrderStatus, submission)
  await call(paths.getOrderStatus, submission)
  const orderId = at(JSON.parse(await call(paths.getOrderStatus, submission)), ['orderId'])
  await expect.poll(() => received.length).toBe(1)
  await close()
  await new Promise((resolve) => receiver.close(resolve))
  return { event: JSON.parse(received[0] ?? 'null'), orderId }
}

/** The requirements that an event breaks. */
const brokenByEvent = ({ event, orderId }: Awaited<ReturnType<typeof eventOf>>): readonly string[] => {
  const ids = at(event, ['payload', 'orderIds'])
  const date = Date.parse(String(at(event, ['payload', 'date'])))
  return [
    ...contract
      .judge('strict', contract.events[0]?.schema ?? '', event)
      .map(({ path, keyword }) => `orderChanged/event${pointer(path)}/${keyword}`),
    ...(Array.isArray(ids) && ids.includes(orderId) ? [] : ['orderChanged/flow/sent-for-the-order']),
    ...(Math.abs(Date.now() - date) > 60_000 ? ['orderChanged/flow/date'] : []),
    ...(at(event, ['secret']) === secret ? [] : ['orderChanged/flow/secret']),
  ].map((tail) => `dkhardware/${tail}`)
}

test('without faults the event keeps every requirement', async () => {
  expect(brokenByEvent(await eventOf([]))).toEqual([])
})

const stale = 'event-of-the-first-time'
const shownByOne = dkhardware.faults.filter(({ id, kind }) => kind === 'event' && id !== stale)

test.each(shownByOne)('event: $id breaks what it says', async (fault) => {
  expect(brokenByEvent(await eventOf([fault.id]))).toEqual([fault.requirement, ...(fault.also ?? [])])
})

test(`event: ${stale} has the date of the first one later, too`, async () => {
  const dateOf = async () => at((await eventOf([stale])).event, ['payload', 'date'])
  const first = await dateOf()
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  expect(await dateOf()).toBe(first)
})
