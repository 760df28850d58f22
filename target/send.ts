import { isUtf8 } from 'node:buffer'
import type http from 'node:http'
import type { Socket } from 'node:net'
import supertest from 'supertest'
import { bytesOf } from '../core/bytes.ts'
import type { WireReply, WireRequest } from '../core/exchange.ts'
import { rooted } from '../core/rooted.ts'
import { agentFor, type Connection } from './agent.ts'
import { type Attempt, outcomeOfError } from './errors.ts'
import { strayBody } from './stray-body.ts'
import { type TimeLimit, timeLimit } from './time-limit.ts'

/** `fresh` opens a connection of its own, which nobody can have closed meanwhile. */
export type Send = (request: WireRequest, connection?: 'kept' | 'fresh') => Promise<Attempt>

export type SenderOptions = Connection & {
  /** Ends before the contract's paths; no slash at its end. */
  readonly baseUrl: string
  /** Requests under way at once. */
  readonly concurrency: number
  /** Larger replies are cut off. */
  readonly maxReplyBytes: number
  /** Sent with each request that names no other. */
  readonly userAgent?: string
  /** A connection that was closed may have lain idle too long, if it lay so for that many milliseconds. @defaultValue 1000 */
  readonly idleMs?: number
}

/** No server closes a connection sooner because it is idle. */
const shortestIdleMs = 1_000
/** A connection that lies idle so long is not used again. */
const mostIdleMs = 0.8 * shortestIdleMs

/** supertest over kept-alive connections: no redirect is followed, bodies are read as text. */
export const sender = (options: SenderOptions): { readonly send: Send; readonly close: () => void } => {
  const { baseUrl, timeoutMs, timeouts = {}, concurrency, idleMs = shortestIdleMs } = options
  const usedUntil = new WeakMap<Socket, number>()
  const agent = agentFor(baseUrl, options, {
    keepAlive: true,
    // Before a server closes it: what is sent just then may be done, or not.
    timeout: mostIdleMs,
    maxSockets: concurrency,
    maxFreeSockets: concurrency,
  })
  const firstByteMs = Math.min(timeouts.firstByteMs ?? timeoutMs, timeoutMs)
  const client = supertest(baseUrl)
  const send: Send = async ({ method, path, headers, body }, connection = 'kept') => {
    const started = performance.now()
    const progress: Progress = { headersSeen: false, isLate: false }
    const late = (): void => {
      progress.isLate = true
      request.abort()
    }
    const request = client[verb(method)](rooted(path))
      .agent(connection === 'kept' ? agent : agentFor(baseUrl, options, {}))
      .redirects(0)
      .ok(() => true)
      .buffer(true)
      .maxResponseSize(options.maxReplyBytes)
      .parse(textParser(progress, () => (timeouts.bodyMs === undefined ? undefined : timeLimit(timeouts.bodyMs, late))))
      .set(options.userAgent === undefined ? {} : { 'User-Agent': options.userAgent })
      .set(headers)
    // As they are: bytes would be written as JSON where the label says JSON.
    if (body !== undefined && !isChunked(headers)) request.serialize((bytes) => bytes).send(bytesOf(body))
    if (!hasContentType(headers)) request.unset('Content-Type')
    if (timeouts.connectMs !== undefined) limitConnecting(request, timeouts.connectMs)
    const limits = [
      timeLimit(timeoutMs, late),
      timeLimit(firstByteMs, () => (progress.headersSeen ? undefined : late())),
    ]
    try {
      if (body !== undefined && isChunked(headers)) await sendInPieces(request, body)
      const { status, headers: received, body: text } = await request
      const { socket } = clientRequestOf(request) ?? {}
      if (socket) usedUntil.set(socket, performance.now())
      const reply: WireReply = {
        status,
        headers: flat(received),
        // superagent gives the reply to a HEAD an object for a body, and asks no parser.
        body: typeof text === 'string' ? text : '',
        ...(progress.notUtf8 ? { notUtf8: true } : {}),
        ms: performance.now() - started,
      }
      return { outcome: { kind: 'reply', reply }, stale: false }
    } catch (error) {
      const { socket, reusedSocket = false, res } = clientRequestOf(request) ?? {}
      const stray = strayBody(error, res)
      if (res && stray !== undefined) {
        const { statusCode: status = 0, headers: received } = res
        const reply = { status, headers: flat(received), body: stray, ms: performance.now() - started }
        return { outcome: { kind: 'reply', reply }, stale: false }
      }
      const idle = started - ((socket && usedUntil.get(socket)) ?? Number.NEGATIVE_INFINITY)
      const isStale = reusedSocket && idle >= idleMs
      return outcomeOfError(error, { ...progress, isKept: reusedSocket, isStale, timeoutMs: firstByteMs })
    } finally {
      for (const { end } of limits) end()
    }
  }
  return { send, close: () => agent.destroy() }
}

const isChunked = (headers: Readonly<Record<string, string>>): boolean =>
  Object.entries(headers).some(([name, value]) => name.toLowerCase() === 'transfer-encoding' && value === 'chunked')

/** So long after each other the pieces of a body go out that they arrive one by one. */
const pauseMs = 20

/** Half of the body, and the other half a moment later. */
const sendInPieces = async (request: supertest.Test, body: string): Promise<void> => {
  const bytes = bytesOf(body)
  const middle = Math.ceil(bytes.length / 2)
  write(request, bytes.subarray(0, middle))
  await new Promise((done) => setTimeout(done, pauseMs))
  write(request, bytes.subarray(middle))
}

const write = (request: supertest.Test, bytes: Buffer): boolean =>
  (request as unknown as { readonly write: (bytes: Buffer) => boolean }).write(bytes)

/** With the reply that came, though it was not handed on. */
type Asked = http.ClientRequest & { readonly res?: http.IncomingMessage }

const clientRequestOf = (request: supertest.Test): Asked | undefined =>
  (request as unknown as { readonly req?: Asked }).req

type Verb = 'get' | 'put' | 'post' | 'delete' | 'patch' | 'head' | 'options'

const verb = (method: string): Verb => method.toLowerCase() as Verb

const hasContentType = (headers: Readonly<Record<string, string>>): boolean =>
  Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')

const flat = (headers: Readonly<Record<string, string | string[] | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value ?? []].flat().join(', ')]))

/** Ends a request whose connection, with its TLS, is not made in time. */
const limitConnecting = (request: supertest.Test, connectMs: number): void => {
  const req = (request as unknown as { readonly request: () => http.ClientRequest }).request()
  const { end } = timeLimit(connectMs, () => req.destroy(new Error(`ETIMEDOUT: not connected within ${connectMs} ms`)))
  req.once('close', end)
  req.once('socket', (socket) => {
    if (!socket.connecting) end()
    else socket.once('encrypted' in socket ? 'secureConnect' : 'connect', end)
  })
}

type Progress = { headersSeen: boolean; isLate: boolean; notUtf8?: true }
type Parser = (res: unknown, done: (error: Error | null, body: unknown) => void) => void

/** Collects the body as text. That a reply breaks off is reported by superagent itself. */
const textParser =
  (progress: Progress, limited: () => TimeLimit | undefined): Parser =>
  (res, done) => {
    const reply = res as http.IncomingMessage
    const chunks: Buffer[] = []
    progress.headersSeen = true
    const limit = limited()
    reply.once('close', () => limit?.end())
    reply.on('data', (chunk: Buffer | string) => chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk))
    reply.on('end', () => {
      const bytes = Buffer.concat(chunks)
      if (!isUtf8(bytes)) progress.notUtf8 = true
      done(null, bytes.toString('utf8'))
    })
  }
