import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type Context, Hono } from 'hono'
import { breakOff } from '../breakage.ts'
import { namedFaults } from '../named-faults.ts'
import type { ReferenceOptions } from '../reference.ts'
import { type Answer, textOf } from './answer.ts'
import { readCall } from './call.ts'
import { answer, crash, noSuchPath } from './dispatch.ts'
import { switches } from './faults/switches.ts'
import { combined } from './hooks.ts'
import { type Route, routes } from './operations.ts'
import type { Service } from './service.ts'
import { newState } from './state.ts'
import { toXml } from './xml.ts'

export const contract = 'ocapi-shop'

/** Where the service's paths begin. */
export const prefix = '/dw/shop/v19_8'

type App = Hono<{ Bindings: HttpBindings }>

/** The service as it answers requests, with a memory of its own. */
export const appOf = ({ faults = [] }: ReferenceOptions): App => {
  const hooks = combined(namedFaults(contract, switches, faults).map((fault) => fault.hooks))
  const service: Service = { state: newState(), hooks }
  const app: App = new Hono()
  const handle = (route: Route) => async (context: Context<{ Bindings: HttpBindings }>) => {
    const call = await readCall(route, context.req.param() as Record<string, string>, context.req.raw)
    const given = answer(service, call)
    const { status, headers } = given
    const breakage = service.hooks.breaks(given, call)
    if (breakage === undefined) return responseOf(given, call.format)
    breakOff(breakage, context.env.outgoing, { status, headers, text: textOf(given) })
    return RESPONSE_ALREADY_SENT
  }
  for (const route of routes) app.on(route.method, prefix + route.path, handle(route))
  // Another method at a known path is told from an unknown path.
  for (const route of routes) app.all(prefix + route.path, handle(route))
  app.notFound(({ req }) => responseOf(noSuchPath(req.path), 'json'))
  app.onError(() => responseOf(crash(), 'json'))
  return app
}

const responseOf = (given: Answer, format: 'json' | 'xml'): Response =>
  format === 'json'
    ? new Response(textOf(given), { status: given.status, headers: { ...given.headers } })
    : new Response(toXml(String(given.body['_type'] ?? 'document'), given.body), {
        status: given.status,
        headers: { ...given.headers, 'content-type': 'application/xml;charset=UTF-8' },
      })
