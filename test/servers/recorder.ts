// A plain HTTP server that remembers what it was asked and answers as it is told.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export type Asked = {
  readonly method: string
  readonly path: string
  /** Names and values as they came, in their order. */
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string
  /** When it had arrived, in milliseconds. */
  readonly at: number
}

export type ServerReply = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export type Recorder = {
  readonly baseUrl: string
  readonly asked: () => readonly Asked[]
  readonly connections: () => number
  readonly mostAtOnce: () => number
  readonly close: () => Promise<void>
}

export const startRecorder = async (
  answer: (asked: Asked) => ServerReply | Promise<ServerReply>,
): Promise<Recorder> => {
  const asked: Asked[] = []
  let connections = 0
  let atOnce = 0
  let mostAtOnce = 0
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    atOnce += 1
    mostAtOnce = Math.max(mostAtOnce, atOnce)
    const one = await read(request)
    asked.push(one)
    const { status, headers, body } = await answer(one)
    atOnce -= 1
    response.writeHead(status, headers).end(body)
  }
  const server = createServer((request, response) => void handle(request, response).catch(() => response.destroy()))
  server.on('connection', () => {
    connections += 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => asked,
    connections: () => connections,
    mostAtOnce: () => mostAtOnce,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const read = async (request: IncomingMessage): Promise<Asked> => {
  const { rawHeaders, method = '', url = '' } = request
  const headers = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : [],
  )
  return { method, path: url, headers, body: await text(request), at: performance.now() }
}
