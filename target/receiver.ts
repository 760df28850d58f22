import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sleep } from './throttle.ts'
import { timeLimit } from './time-limit.ts'

/** An event that arrived, as it came over the wire. */
export type Arrival = { readonly headers: Readonly<Record<string, string>>; readonly body: string }

/** Listens on loopback for the events a target sends; answers each with 200. */
export type Receiver = {
  readonly port: number
  readonly arrivals: () => readonly Arrival[]
  /** More arrived than is kept: what is waited for may have been among it. */
  readonly isFull: () => boolean
  /** The first arrival that fits, waited for at most so long. */
  readonly waitFor: (fits: (arrival: Arrival) => boolean, ms: number) => Promise<Arrival | undefined>
  readonly close: () => Promise<void>
}

const largest = 1_000_000
/** So many events are kept, and so many bytes of them all: no run makes that many. */
const most = { events: 2_000, bytes: 20_000_000, connections: 200 }

export const openReceiver = async (port: number): Promise<Receiver> => {
  const arrivals: Arrival[] = []
  let kept = 0
  let isFull = false
  const server = createServer((request, reply) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= largest) chunks.push(chunk)
    })
    request.on('error', () => undefined)
    request.on('end', () => {
      if (arrivals.length >= most.events || kept + Math.min(size, largest) > most.bytes) {
        isFull = true
        return reply.writeHead(503).end()
      }
      kept += Math.min(size, largest)
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)])
      arrivals.push({ headers: Object.fromEntries(headers), body: Buffer.concat(chunks).toString('utf8') })
      reply.writeHead(200).end()
    })
  })
  server.maxConnections = most.connections
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
  return {
    port: (server.address() as AddressInfo).port,
    arrivals: () => arrivals,
    isFull: () => isFull,
    waitFor: async (fits, ms) => {
      let isOver = ms <= 0
      const { end } = timeLimit(ms, () => {
        isOver = true
      })
      try {
        for (let looked = 0; ; ) {
          const before = looked
          looked = arrivals.length
          const found = arrivals.slice(before, looked).find(fits)
          if (found || isOver) return found
          await sleep(20)
        }
      } finally {
        end()
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
