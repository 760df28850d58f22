// Stands before a real service and loses some of its replies, as networks, restarts and deploys do.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'

export type Passing = {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
  /** Counts all requests from 1. */
  readonly nth: number
  /** Its connection had carried another request before. */
  readonly isKept: boolean
}

/**
 * What becomes of a request: its reply is passed on; or it is done, and its reply reset, cut off or kept back; or it is
 * not even passed on; or the whole server is away for so many milliseconds, or for good.
 */
export type Fate =
  | 'passed'
  | 'reset'
  | 'reset-undone'
  | 'cut-off'
  | 'kept-back'
  | { readonly awayMs: number }
  | { readonly gone: true }

export type Unsteady = {
  readonly baseUrl: string
  /** All requests that came, with what became of them. */
  readonly seen: () => readonly (Passing & { readonly fate: Fate; readonly status?: number })[]
  readonly close: () => Promise<void>
}

/** Headers of a body as it was sent, which is written anew. */
const ofBody = ['content-length', 'content-encoding', 'transfer-encoding']

const hops = ['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding']

export const startUnsteady = async (upstream: string, fateOf: (passing: Passing) => Fate): Promise<Unsteady> => {
  const sockets = new Set<Socket>()
  const used = new WeakSet<Socket>()
  const seen: (Passing & { readonly fate: Fate; readonly status?: number })[] = []
  let port = 0
  let isClosed = false
  let count = 0
  const back: NodeJS.Timeout[] = []

  const leave = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.resetAndDestroy()
    })
  const come = (): Promise<void> => new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    count += 1
    // Taken before the body is waited for: others come meanwhile.
    const nth = count
    const { method = '', url: path = '', headers } = request
    const passing: Passing = { method, path, headers, body: await text(request), nth, isKept: used.has(request.socket) }
    used.add(request.socket)
    const fate = fateOf(passing)
    if (typeof fate === 'object') {
      seen.push({ ...passing, fate })
      const left = leave()
      if ('awayMs' in fate)
        back.push(setTimeout(() => void left.then(() => (isClosed ? undefined : come())), fate.awayMs))
      return
    }
    if (fate === 'reset-undone') {
      seen.push({ ...passing, fate })
      request.socket.resetAndDestroy()
      return
    }
    const reply = await forwarded(upstream, passing)
    seen.push({ ...passing, fate, status: reply.status })
    if (fate === 'kept-back') return
    if (fate === 'reset') return void request.socket.resetAndDestroy()
    const body = await reply.text()
    response.writeHead(reply.status, {
      ...Object.fromEntries([...reply.headers].filter(([name]) => !ofBody.includes(name) && !hops.includes(name))),
      'content-length': Buffer.byteLength(body) + (fate === 'cut-off' ? 10 : 0),
    })
    if (fate === 'cut-off') response.write(body, () => request.socket.end())
    else response.end(body)
  }

  const server = createServer((request, response) => void handle(request, response).catch(() => response.destroy()))
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => {}) // Whoever is reset hears of it.
    socket.on('close', () => sockets.delete(socket))
  })
  await come()
  port = (server.address() as AddressInfo).port
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    seen: () => seen,
    close: async () => {
      isClosed = true
      for (const timer of back) clearTimeout(timer)
      if (server.listening) await leave()
    },
  }
}

const forwarded = (upstream: string, { method, path, headers, body }: Passing): Promise<Response> => {
  const kept = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' && !hops.includes(name) ? [[name, value] as [string, string]] : [],
  )
  return fetch(upstream + path, { method, headers: kept, ...(body === '' ? {} : { body }) })
}
