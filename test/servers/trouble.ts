// A raw TCP server that answers every request in one chosen bad way. Answers are written byte by byte, since a real
// HTTP server would keep most of them from happening.
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'

/** What is done on a connection when a whole request has arrived; `nth` counts the requests of all connections from 1. */
export type Answer = (socket: Socket, nth: number) => void

export type Trouble = {
  readonly baseUrl: string
  readonly connections: () => number
  /** Whole requests as they came over the wire. */
  readonly requests: () => readonly string[]
  readonly bytesWritten: () => number
  readonly close: () => Promise<void>
}

export const startTrouble = async (answer: Answer): Promise<Trouble> => {
  const sockets: Socket[] = []
  const requests: string[] = []
  const server = createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => {}) // The client goes away in its own ways.
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
      const end = endOfRequest(text)
      if (end === undefined) return
      requests.push(text.slice(0, end))
      text = text.slice(end)
      answer(socket, requests.length)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => sockets.length,
    requests: () => requests,
    bytesWritten: () => sockets.reduce((sum, socket) => sum + socket.bytesWritten, 0),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

const endOfRequest = (text: string): number | undefined => {
  const head = text.indexOf('\r\n\r\n')
  if (head < 0) return undefined
  const end = head + 4 + Number(/^content-length: *(\d+)/im.exec(text.slice(0, head))?.[1] ?? 0)
  return text.length >= end ? end : undefined
}

/** One HTTP message. */
const message = (status: string, headers: readonly string[], body: string | Buffer = ''): Buffer =>
  Buffer.concat([Buffer.from([`HTTP/1.1 ${status}`, ...headers, '', ''].join('\r\n'), 'latin1'), Buffer.from(body)])

const reply = (status: string, headers: readonly string[] = [], body = '{}'): Buffer =>
  message(status, [...headers, 'Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`], body)

const gzipped = (bytes: Buffer): Buffer =>
  message('200 OK', ['Content-Encoding: gzip', `Content-Length: ${bytes.length}`], bytes)

/** The bad ways to answer, and `fine`, the good one. */
export const answers = {
  fine: (socket) => socket.write(reply('200 OK')),
  resetBeforeReply: (socket) => socket.resetAndDestroy(),
  closedBeforeReply: (socket) => socket.end(),
  resetAfterHeaders: (socket) =>
    socket.write(message('200 OK', ['Content-Length: 100']), () => setTimeout(() => socket.resetAndDestroy(), 20)),
  bodyTooShort: (socket) => socket.end(message('200 OK', ['Content-Length: 100'], '{"id":')),
  chunkedCutOff: (socket) => socket.end(message('200 OK', ['Transfer-Encoding: chunked'], '10\r\n{"id":')),
  stallAfterHeaders: (socket) => socket.write(message('200 OK', ['Content-Length: 100'], '{"id":')),
  noReply: () => {},
  notHttp: (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'),
  bodyAfter204: (socket) => socket.write(reply('204 No Content')),
  badGzip: (socket) => socket.write(gzipped(Buffer.from('this was never gzipped'))),
  cutGzip: (socket) => socket.write(gzipped(gzipSync('{"id":1}'.repeat(50)).subarray(0, -9))),
  gzipBomb: (socket) => socket.write(gzipped(gzipSync(Buffer.alloc(20_000_000)))),
  endlessBody: (socket) => {
    const chunk = `8000\r\n${' '.repeat(0x8000)}\r\n`
    const pour = (): void => {
      while (socket.writable && socket.write(chunk));
    }
    socket.on('drain', pour)
    socket.write(message('200 OK', ['Transfer-Encoding: chunked']))
    pour()
  },
  gigabyte: (socket) => {
    const chunk = Buffer.alloc(0x10000, ' ')
    let left = 1_000_000_000
    const pour = (): void => {
      while (left > 0 && socket.writable) {
        left -= chunk.length
        if (!socket.write(chunk.subarray(0, Math.min(chunk.length, chunk.length + left)))) return
      }
    }
    socket.on('drain', pour)
    socket.write(message('200 OK', ['Content-Type: application/json', `Content-Length: ${left}`]))
    pour()
  },
  hugeHeader: (socket) => socket.write(reply('200 OK', [`X-Huge: ${'x'.repeat(100_000)}`])),
  slowDrip: (socket) => {
    socket.write(message('200 OK', ['Content-Length: 100000']))
    const drip = setInterval(() => socket.write(' '), 10)
    socket.on('close', () => clearInterval(drip))
  },
  /** Says nothing of closing, and closes when the next request comes: what a kept-alive connection must reckon with. */
  staleKeepAlive: (socket) => {
    if (used.has(socket)) return socket.resetAndDestroy()
    used.add(socket)
    socket.write(reply('200 OK'))
  },
} satisfies Readonly<Record<string, Answer>>

const used = new WeakSet<Socket>()

/** 429 or 503; without `retryAfter` there is no such header. */
export const throttled =
  (status: '429 Too Many Requests' | '503 Service Unavailable', retryAfter?: string): Answer =>
  (socket) =>
    socket.write(reply(status, retryAfter === undefined ? [] : [`Retry-After: ${retryAfter}`]))

export const redirected =
  (location: string, status = 307): Answer =>
  (socket) =>
    socket.write(reply(`${status} Elsewhere`, [`Location: ${location}`]))

/** One answer to the first requests, another to those after. */
export const firstThen =
  (times: number, first: Answer, later: Answer): Answer =>
  (socket, nth) =>
    nth <= times ? first(socket, nth) : later(socket, nth)
