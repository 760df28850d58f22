// Stands between the harness and a server, and changes what comes back.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A request that was passed on, and the reply to it. */
export type Passed = {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly reply: Reply
}

export type Reply = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What the harness is answered in place of the reply; `reset` closes the connection without an answer. */
export type Mutate = (passed: Passed) => Reply | 'reset'

export type MutatingProxy = {
  readonly baseUrl: string
  /** How many replies were changed. */
  readonly changed: () => number
  readonly close: () => Promise<void>
}

export const startMutatingProxy = async (targetUrl: string, mutate: Mutate): Promise<MutatingProxy> => {
  let changed = 0
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/' } = request
    const headers = Object.fromEntries(
      Object.entries(request.headers).flatMap(([name, value]) => (hopByHop.has(name) ? [] : [[name, String(value)]])),
    )
    const body = await text(request)
    const answer = await fetch(targetUrl + url, {
      method,
      headers,
      redirect: 'manual',
      ...(body === '' || method === 'GET' || method === 'HEAD' ? {} : { body }),
    })
    const reply: Reply = {
      status: answer.status,
      headers: Object.fromEntries([...answer.headers].filter(([name]) => !hopByHop.has(name))),
      body: await answer.text(),
    }
    const mutated = mutate({ method, path: url, headers, body, reply })
    if (mutated !== reply) changed += 1
    if (mutated === 'reset') return void response.destroy()
    response.writeHead(mutated.status, mutated.headers).end(mutated.body)
  }
  const server = createServer((request, response) => void handle(request, response).catch(() => response.destroy()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    changed: () => changed,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Headers about one connection, or about a body as it was written there. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'content-encoding',
  'host',
])

/** Changes the JSON of replies; what `change` returns as it was stays as it is. */
export const mutateJson =
  (change: (value: Value, passed: Passed) => unknown): Mutate =>
  (passed) => {
    const before = jsonOf(passed.reply.body)
    if (before === undefined) return passed.reply
    const after = JSON.stringify(change(before, passed))
    return after === JSON.stringify(before) ? passed.reply : { ...passed.reply, body: after }
  }

// biome-ignore lint/suspicious/noExplicitAny: what comes through may be anything, and is taken apart by tests
export type Value = any

export const jsonOf = (body: string): Value | undefined => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
