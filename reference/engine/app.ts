import { isUtf8 } from 'node:buffer'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type Context, Hono } from 'hono'
import type { Reference, ReferenceOptions } from '../reference.ts'
import { type Answer, textOf, type Written } from './answer.ts'
import { readBodyText } from './body-text.ts'
import { breakOff } from './breakage.ts'
import type { Call } from './call.ts'
import { answerTo, type Ready } from './dispatch.ts'
import { combined } from './hooks.ts'
import { listen } from './listen.ts'
import { namedFaults } from './named-faults.ts'
import type { Service } from './service.ts'
import { post } from './webhook.ts'

type Environment = { Bindings: HttpBindings }

export const referenceOf = <Memory, Thing>(service: Service<Memory, Thing>): Reference => ({
  contract: service.contract,
  faults: service.switches.map(({ hooks: _, family: __, ...fault }) => fault),
  async start(options = {}) {
    const { baseUrl, close } = await listen(appOf(service, options).fetch, options)
    return { baseUrl: baseUrl + (service.prefix ?? ''), token: service.token, fixtures: service.fixtures, close }
  },
})

/** The service as it answers requests, with a memory of its own. */
export const appOf = <Memory, Thing>(
  service: Service<Memory, Thing>,
  { faults = [], webhook }: ReferenceOptions,
): Hono<Environment> => {
  const { contract, switches, operations, prefix = '', write = asJson } = service
  const hooks = combined(namedFaults(contract, switches, faults).map((fault) => fault.hooks))
  const ready: Ready<Memory, Thing> = {
    memory: service.open(),
    hooks,
    tell(eventOf) {
      if (webhook) post(webhook.url, hooks.tells(eventOf(webhook.secret)))
    },
  }
  const handle = (operation: string) => async (context: Context<Environment>) => {
    const call = await callOf(service, operation, context)
    const given = answerTo(service, ready, call)
    const written = write(given, call)
    const breakage = hooks.breaks(given, call)
    if (breakage === undefined) return responseOf(written)
    breakOff(breakage, context.env.outgoing, written)
    return RESPONSE_ALREADY_SENT
  }
  const app = new Hono<Environment>()
  for (const { id, method, path } of operations) app.on(method, prefix + path, handle(id))
  // Another method at a known path is told from an unknown path.
  for (const { id, path } of operations) app.all(prefix + path, handle(id))
  app.notFound((context) => {
    const { method, path } = context.req
    const found = service.elsewhere({ method, path })
    return 'operation' in found ? handle(found.operation)(context) : responseOf(asJson(found))
  })
  app.onError(() => responseOf(asJson(service.crash())))
  return app
}

const callOf = async <Memory, Thing>(
  { read = readAsJson }: Pick<Service<Memory, Thing>, 'read'>,
  operation: string,
  { req }: Context<Environment>,
): Promise<Call> => {
  const { pathname: path, searchParams: query } = new URL(req.url)
  const { method, headers } = req.raw
  const bytes = Buffer.from(await req.raw.arrayBuffer())
  const call = { operation, method, path, parameters: req.param(), query, headers, text: bytes.toString() }
  return { ...call, body: isUtf8(bytes) ? read(call) : { kind: 'malformed' } }
}

const readAsJson = ({ text }: Pick<Call, 'text'>) => readBodyText(text)

const asJson = (answer: Pick<Answer, 'status' | 'headers' | 'body' | 'text'>): Written => ({
  status: answer.status,
  headers: answer.headers,
  text: textOf(answer),
})

/** These have no body, whatever is said (RFC 9110, 15.3.5). */
const bodiless = [204, 304]

const responseOf = ({ status, headers, text }: Written): Response =>
  new Response(bodiless.includes(status) ? null : text, { status, headers: { ...headers } })
