import { createServer, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { loadContract } from '../../contracts/load.ts'
import type { Exchange } from '../../core/exchange.ts'
import { traceOf } from '../../suites/ledger.ts'
import { mayBeDone, secondLook } from '../../suites/second-look.ts'
import { openTarget } from '../../target/target.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** Does what it is asked, and drops each connection at its second request, after it was done. */
const startDropping = async () => {
  const done: string[] = []
  const used = new WeakSet<Socket>()
  let connections = 0
  const server = createServer((socket) => {
    connections += 1
    socket.on('error', () => undefined)
    socket.on('data', (data) => {
      done.push(data.toString().split(' ')[0] ?? '')
      if (used.has(socket)) return socket.resetAndDestroy()
      used.add(socket)
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    done,
    connections: () => connections,
  }
}

const openAt = (baseUrl: string, idleMs?: number) => {
  const target = openTarget({
    baseUrl,
    timeoutMs: 2_000,
    concurrency: 1,
    maxReplyBytes: 1_000,
    ...(idleMs === undefined ? {} : { idleMs }),
  })
  closing.push(target.close)
  return target
}
const asking = (method: string) => ({
  method,
  path: '/orders',
  headers: {},
  ...(method === 'POST' ? { body: '{}' } : {}),
})

const writes = ['POST', 'PUT', 'PATCH', 'DELETE'] as const
test.each(writes.flatMap((method) => [[method, 'lay idle', 0] as const, [method, 'was in use', 60_000] as const]))(
  'a %s on a kept connection that %s and is dropped goes out once, and may have been done',
  async (method, _, idleMs) => {
    const server = await startDropping()
    const target = openAt(server.baseUrl, idleMs)
    await target.send('case#1', 'createOrder', asking('GET'))
    const lost = await target.send('case#2', 'createOrder', asking(method))
    expect(server.done).toEqual(['GET', method])
    expect(lost.outcome).toEqual({
      kind: 'silent',
      cause: 'lost',
      detail: 'a connection that had been kept open was closed when the request was sent on it: it may have been done',
    })
    expect(lost.repeats).toBeUndefined()
    expect(mayBeDone(lost)).toBe(true)
  },
)

test('further writes of its operation get connections of their own', async () => {
  const server = await startDropping()
  const target = openAt(server.baseUrl)
  await target.send('case#1', 'createOrder', asking('GET'))
  await target.send('case#2', 'createOrder', asking('POST'))
  for (const id of ['case#3', 'case#4', 'case#5'])
    expect(await target.send(id, 'createOrder', asking('POST'))).toMatchObject({ outcome: { kind: 'reply' } })
  expect([server.done, server.connections()]).toEqual([['GET', 'POST', 'POST', 'POST', 'POST'], 4])
})

test('what only reads goes out once more', async () => {
  const server = await startDropping()
  const target = openAt(server.baseUrl, 0)
  await target.send('case#1', 'getOrder', asking('GET'))
  expect(await target.send('case#2', 'getOrder', asking('GET'))).toMatchObject({
    outcome: { kind: 'reply' },
    repeats: [{ kind: 'stale' }],
  })
})

test('a connection that lay idle for longer than servers keep it is not used again', async () => {
  const server = await startDropping()
  const target = openAt(server.baseUrl)
  await target.send('case#1', 'createOrder', asking('POST'))
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  const { outcome } = await target.send('case#2', 'createOrder', asking('POST'))
  expect(outcome.kind).toBe('reply')
  expect([server.done, server.connections()]).toEqual([['POST', 'POST'], 2])
})

const lost: Exchange = {
  id: 'case#1',
  operation: 'addPayment',
  request: asking('POST'),
  outcome: { kind: 'silent', cause: 'lost', detail: 'd' },
}

test('a write that may have been done is not sent again to see', async () => {
  let sent = 0
  const again = async () => {
    sent += 1
    return lost
  }
  const look = await secondLook(lost, { answers: async () => true, again, mayRepeat: false, isEnough: () => false })
  expect(look).toEqual({ kind: 'once', exchange: lost })
  expect(sent).toBe(0)
})

test('the ledger tells that it may have been made', async () => {
  const { operations } = await loadContract('dkhardware')
  const operation = operations.find(({ creates }) => creates !== undefined)
  if (!operation) throw new Error('No operation makes anything.')
  const call = { operation, parameters: {}, body: {} } as Parameters<typeof traceOf>[1]
  expect(traceOf(operation, call, lost)?.entry).toMatchObject({
    request: 'case#1',
    cleanup: 'none',
    detail: expect.stringContaining('its reply was lost: it may have been made'),
  })
})
