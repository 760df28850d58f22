import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import { breakOff } from '../breakage.ts'
import { uuidOf } from '../ids.ts'
import { namedFaults } from '../named-faults.ts'
import type { ReferenceOptions } from '../reference.ts'
import { type Answer, notFound, textOf } from './answer.ts'
import { readCall } from './call.ts'
import { answer, crash } from './dispatch.ts'
import { orderChanged, post } from './event.ts'
import { switches } from './faults/switches.ts'
import { fixtures } from './fixtures.ts'
import { combined } from './hooks.ts'
import { operationIds, paths } from './operations.ts'
import type { Service } from './service.ts'
import { newState } from './state.ts'

export const contract = 'dkhardware'

/** The service as it answers requests, with a memory of its own. */
export const appOf = (options: ReferenceOptions): Hono<{ Bindings: HttpBindings }> => {
  const service = serviceOf(options)
  const app = new Hono<{ Bindings: HttpBindings }>()
  for (const operation of operationIds) {
    app.all(paths[operation], async (context) => {
      const call = await readCall(operation, context.req.raw)
      const given = answer(service, call)
      const { status, headers } = given
      const breakage = service.hooks.breaks(given, call)
      if (breakage === undefined) return responseOf(given)
      breakOff(breakage, context.env.outgoing, { status, headers, text: textOf(given) })
      return RESPONSE_ALREADY_SENT
    })
  }
  app.notFound(({ req }) => responseOf(notFound(uuidOf('trace', req.method, req.path))))
  app.onError(() => responseOf(crash()))
  return app
}

const serviceOf = ({ faults = [], webhook }: ReferenceOptions): Service => {
  const hooks = combined(namedFaults(contract, switches, faults).map((fault) => fault.hooks))
  return {
    state: newState([fixtures.orderId, fixtures.cancelledOrderId]),
    hooks,
    tell(orderId) {
      if (webhook) post(webhook.url, hooks.tells(orderChanged(orderId, webhook.secret)))
    },
  }
}

const responseOf = (given: Answer): Response =>
  new Response(textOf(given), { status: given.status, headers: { ...given.headers } })
