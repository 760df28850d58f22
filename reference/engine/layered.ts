import type { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Given, Layer, Sent } from '../../core/layer.ts'
import { breakOff } from './breakage.ts'

type Environment = { readonly incoming: { readonly url?: string }; readonly outgoing: ServerResponse }
type Serve = (request: Request, env: Environment) => Response | Promise<Response>

/** A service behind a layer, in the same process. */
export const layered =
  (serve: Serve, layer: Layer): Serve =>
  async (request, env) => {
    const sent = await sentOf(request, env)
    let isGone = false
    const answered = await layer(sent, async (next) => {
      const response = await serve(requestOf(next, { sent, request }), env)
      isGone ||= response === RESPONSE_ALREADY_SENT
      return givenOf(response)
    })
    if (isGone) return RESPONSE_ALREADY_SENT
    if (answered.kind === 'given') return responseOf(answered)
    const { status, headers, body } = answered.reply
    breakOff(answered.kind, env.outgoing, { status, headers, text: Buffer.from(body).toString() })
    return RESPONSE_ALREADY_SENT
  }

const sentOf = async (request: Request, { incoming }: Environment): Promise<Sent> => ({
  method: request.method,
  path: incoming.url ?? '/',
  headers: Object.fromEntries(request.headers),
  body: new Uint8Array(await request.arrayBuffer()),
})

type Original = { readonly sent: Sent; readonly request: Request }

/** Of these a request cannot have a body, or cannot be made: it goes on as it came, where it was not changed. */
const bodilessMethods = ['GET', 'HEAD', 'TRACE']

const requestOf = (next: Sent, { sent, request }: Original): Request => {
  if (next === sent && bodilessMethods.includes(next.method)) return request
  return new Request(new URL(next.path, request.url), {
    method: next.method,
    headers: { ...next.headers },
    ...(next.body.length === 0 ? {} : { body: new Uint8Array(next.body) }),
  })
}

const givenOf = async (response: Response): Promise<Given> => ({
  kind: 'given',
  status: response.status,
  headers: Object.fromEntries(response.headers),
  body: new Uint8Array(await response.arrayBuffer()),
})

/** These have no body, whatever is said (RFC 9110, 15.3.5). */
const bodiless = [204, 304]

const responseOf = ({ status, headers, body }: Given): Response =>
  new Response(bodiless.includes(status) ? null : new Uint8Array(body), { status, headers: { ...headers } })
