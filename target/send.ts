import http from 'node:http'
import https from 'node:https'
import supertest from 'supertest'
import type { Outcome, WireReply, WireRequest } from '../core/exchange.ts'
import { outcomeOfError } from './errors.ts'

/** What came of one attempt; `stale` where a kept-alive connection had been closed before the request reached anyone. */
export type Attempt = { readonly outcome: Outcome; readonly stale: boolean }
/** `fresh` opens a connection of its own, which nobody can have closed meanwhile. */
export type Send = (request: WireRequest, connection?: 'kept' | 'fresh') => Promise<Attempt>

export type SenderOptions = {
  readonly baseUrl: string
  readonly timeoutMs: number
  readonly concurrency: number
  readonly maxReplyBytes: number
  readonly userAgent?: string
}

/** supertest over kept-alive connections: no redirect is followed, bodies are read as text. */
export const sender = (options: SenderOptions): { readonly send: Send; readonly close: () => void } => {
  const { baseUrl, timeoutMs, concurrency } = options
  const Agent = baseUrl.startsWith('https:') ? https.Agent : http.Agent
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency, maxFreeSockets: concurrency })
  const client = supertest(baseUrl)
  const send: Send = async ({ method, path, headers, body }, connection = 'kept') => {
    const started = performance.now()
    const progress = { headersSeen: false }
    const request = client[verb(method)](path)
      .agent((connection === 'kept' ? agent : new Agent()) as http.Agent)
      .redirects(0)
      .ok(() => true)
      .timeout({ response: timeoutMs, deadline: timeoutMs })
      .buffer(true)
      .maxResponseSize(options.maxReplyBytes)
      .parse(textParser(progress))
      .set(options.userAgent === undefined ? {} : { 'User-Agent': options.userAgent })
      .set(headers)
    if (body !== undefined) request.send(body)
    if (!hasContentType(headers)) request.unset('Content-Type')
    try {
      const { status, headers: received, body: text } = await request
      const reply: WireReply = {
        status,
        headers: flat(received),
        // superagent gives the reply to a HEAD an object for a body, and asks no parser.
        body: typeof text === 'string' ? text : '',
        ms: performance.now() - started,
      }
      return { outcome: { kind: 'reply', reply }, stale: false }
    } catch (error) {
      const socket = (request as unknown as { req?: { reusedSocket?: boolean } }).req
      return outcomeOfError(error, { ...progress, reused: socket?.reusedSocket === true, timeoutMs })
    }
  }
  return { send, close: () => agent.destroy() }
}

type Verb = 'get' | 'put' | 'post' | 'delete' | 'patch' | 'head' | 'options'

const verb = (method: string): Verb => method.toLowerCase() as Verb

const hasContentType = (headers: Readonly<Record<string, string>>): boolean =>
  Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')

const flat = (headers: Readonly<Record<string, string | string[]>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : value.join(', ')]),
  )

type Progress = { headersSeen: boolean }
type Parser = (res: unknown, done: (error: Error | null, body: unknown) => void) => void

/** Collects the body as text. That a reply breaks off is told by superagent itself. */
const textParser =
  (progress: Progress): Parser =>
  (res, done) => {
    const reply = res as http.IncomingMessage
    const chunks: Buffer[] = []
    progress.headersSeen = true
    reply.on('data', (chunk: Buffer | string) => chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk))
    reply.on('end', () => done(null, Buffer.concat(chunks).toString('utf8')))
  }
