import { lookup } from 'node:dns/promises'
import net from 'node:net'
import tls from 'node:tls'
import { type Connection, trust } from './agent.ts'
import { proxyFor } from './proxy.ts'

/** How far one gets on the way to a server, without speaking HTTP to it. */
export type Reached =
  | { readonly kind: 'reached'; readonly address: string; readonly ms: number; readonly certificate?: Certificate }
  /** Only the proxy knows the way. */
  | { readonly kind: 'proxied'; readonly proxy: string }
  | { readonly kind: 'failed'; readonly step: 'name' | 'connection' | 'certificate'; readonly detail: string }

export type Certificate = { readonly subject: string; readonly issuer: string; readonly validTo: Date }

/** Looks the name up, connects, and shakes hands where the URL says https. */
export const reach = async (baseUrl: string, connection: Connection): Promise<Reached> => {
  const url = new URL(baseUrl)
  const proxy = proxyFor(baseUrl, connection.proxies)
  if (proxy !== undefined) return { kind: 'proxied', proxy: new URL(proxy).host }
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  const started = performance.now()
  const found = await lookup(hostname).catch((error: NodeJS.ErrnoException) => error)
  if (found instanceof Error) return { kind: 'failed', step: 'name', detail: found.code ?? found.message }
  const isTls = url.protocol === 'https:'
  const port = Number(url.port) || (isTls ? 443 : 80)
  const plain = await connected(net.connect({ host: found.address, port }), 'connect', connection.timeoutMs)
  if (typeof plain === 'string') return { kind: 'failed', step: 'connection', detail: plain }
  const address = `${found.address}:${port}`
  if (!isTls) {
    plain.destroy()
    return { kind: 'reached', address, ms: performance.now() - started }
  }
  const servername = net.isIP(hostname) ? {} : { servername: hostname }
  const socket = tls.connect({ ...trust(connection.tls ?? {}), ...servername, host: hostname, socket: plain })
  const secure = await connected(socket, 'secureConnect', connection.timeoutMs)
  if (typeof secure === 'string') return { kind: 'failed', step: 'certificate', detail: secure }
  const { subject, issuer, valid_to: validTo } = secure.getPeerCertificate()
  secure.destroy()
  return {
    kind: 'reached',
    address,
    ms: performance.now() - started,
    certificate: { subject: nameIn(subject), issuer: nameIn(issuer), validTo: new Date(validTo) },
  }
}

const nameIn = (holder: tls.PeerCertificate['subject'] | undefined): string =>
  [holder?.CN ?? holder?.O ?? 'nobody'].flat().join(', ')

/** The socket once it is connected, or why it is not. */
const connected = <S extends net.Socket>(socket: S, event: string, timeoutMs: number): Promise<S | string> =>
  new Promise((resolve) => {
    const fail = (reason: string): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(reason)
    }
    const timer = setTimeout(() => fail(`not within ${timeoutMs} ms`), timeoutMs)
    socket.once('error', (error: NodeJS.ErrnoException) =>
      fail(
        error.code === undefined || error.message.includes(error.code)
          ? error.message
          : `${error.code}: ${error.message}`,
      ),
    )
    socket.once('close', () => fail('the connection was closed'))
    socket.once(event, () => {
      clearTimeout(timer)
      socket.removeAllListeners('close')
      resolve(socket)
    })
  })
