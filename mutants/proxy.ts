import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { Agent as SecureAgent, request as secureRequest } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Answered, Given, Layer, Sent } from '../core/layer.ts'

export type ProxyOptions = {
  /** Base URL of the service behind. */
  readonly target: string
  readonly layer: Layer
  /** @defaultValue 0, any free port */
  readonly port?: number
}

export type MutatingProxy = {
  /** Stands for the target's, with the same path. */
  readonly baseUrl: string
  readonly close: () => Promise<void>
}

/** A layer on loopback before a service that runs anywhere. A service that cannot be reached is answered for with 502. */
export const startProxy = ({ target, layer, port = 0 }: ProxyOptions): Promise<MutatingProxy> =>
  new Promise((resolve, reject) => {
    const url = new URL(target)
    const { forward, end } = senderTo(url)
    const server = createServer((incoming, outgoing) => {
      serve(incoming, outgoing).catch((error: Error) => unreachable(outgoing, error))
    })
    const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> =>
      answer(outgoing, await layer(await sentOf(incoming), forward))
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const { port: own } = server.address() as AddressInfo
      resolve({
        baseUrl: `http://127.0.0.1:${own}${url.pathname.replace(/\/$/, '')}`,
        close: () =>
          new Promise((closed) => {
            end()
            server.close(() => closed())
            server.closeAllConnections()
          }),
      })
    })
  })

/** These speak about one connection, not about what goes over it (RFC 9110, 7.6.1). */
const hopByHop = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade']

/** Said anew on the way on; bodies come as they are, so that they can be read. */
const ownWords = ['content-length', 'accept-encoding']

const senderTo = (target: URL) => {
  const isSecure = target.protocol === 'https:'
  const agent = isSecure ? new SecureAgent({ keepAlive: true }) : new Agent({ keepAlive: true })
  const forward = ({ method, path, headers, body }: Sent): Promise<Given> =>
    new Promise((resolve, reject) => {
      const outgoing = (isSecure ? secureRequest : request)(
        {
          agent,
          protocol: target.protocol,
          hostname: target.hostname,
          port: target.port,
          method,
          path,
          headers: { ...without(headers, [...hopByHop, ...ownWords]), host: target.host, ...lengthOf(body) },
        },
        (incoming) => {
          bytesOf(incoming).then(
            (bytes) =>
              resolve({ kind: 'given', status: incoming.statusCode ?? 502, headers: plain(incoming), body: bytes }),
            reject,
          )
        },
      )
      outgoing.once('error', reject)
      outgoing.end(body)
    })
  return { forward, end: () => agent.destroy() }
}

const lengthOf = ({ length }: Uint8Array): Readonly<Record<string, string>> =>
  length === 0 ? {} : { 'content-length': String(length) }

const sentOf = async (incoming: IncomingMessage): Promise<Sent> => ({
  method: incoming.method ?? 'GET',
  path: incoming.url ?? '/',
  headers: plain(incoming),
  body: await bytesOf(incoming),
})

const bytesOf = async (incoming: IncomingMessage): Promise<Uint8Array> => {
  const parts: Uint8Array[] = []
  for await (const part of incoming) parts.push(part)
  return Buffer.concat(parts)
}

const plain = ({ headers }: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]))

const without = (headers: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)))

const answer = (outgoing: ServerResponse, answered: Answered): void => {
  const { status, headers, body } = answered.kind === 'given' ? answered : answered.reply
  const head = without(headers, [...hopByHop, 'content-length'])
  switch (answered.kind) {
    case 'given':
      outgoing.writeHead(status, { ...head, ...lengthOf(body) }).end(body)
      return
    case 'reset':
      outgoing.socket?.resetAndDestroy()
      return
    case 'cut-short':
      outgoing.writeHead(status, { ...head, 'content-length': body.length })
      outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.socket?.end())
      return
    case 'silence':
      return
  }
}

const unreachable = (outgoing: ServerResponse, { message }: Error): void => {
  outgoing.writeHead(502, { 'content-type': 'text/plain' }).end(`The service behind cannot be reached: ${message}\n`)
}
