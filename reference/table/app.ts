import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import { breakOff } from '../breakage.ts'
import { listen } from '../listen.ts'
import { namedFaults } from '../named-faults.ts'
import type { Reference, ReferenceOptions, Running } from '../reference.ts'
import type { Answer } from './answer.ts'
import type { Call } from './call.ts'
import { combined, type Hooks } from './hooks.ts'
import type { Switch } from './switch.ts'

/** A service that answers from a table of rules. */
export type TableService = {
  readonly contract: string
  readonly switches: readonly Switch[]
  readonly token: string
  readonly fixtures: Running['fixtures']
  readonly readCall: (request: Request) => Promise<Call>
  /** A service with a memory of its own. */
  readonly open: (hooks: Hooks) => (call: Call) => Answer
}

export const referenceOf = (service: TableService): Reference => ({
  contract: service.contract,
  faults: service.switches.map(({ hooks: _, ...fault }) => fault),
  async start(options = {}) {
    const { baseUrl, close } = await listen(appOf(service, options).fetch, options)
    return { baseUrl, token: service.token, fixtures: service.fixtures, close }
  },
})

/** The service as it answers requests. */
export const appOf = (
  { contract, switches, readCall, open }: TableService,
  { faults = [] }: ReferenceOptions,
): Hono<{ Bindings: HttpBindings }> => {
  const hooks = combined(namedFaults(contract, switches, faults).map((fault) => fault.hooks))
  const answer = open(hooks)
  const app = new Hono<{ Bindings: HttpBindings }>()
  app.all('*', async (context) => {
    const call = await readCall(context.req.raw)
    const given = hooks.answers(answer(call), call)
    const breakage = hooks.breaks(given, call)
    if (breakage === undefined) return responseOf(given)
    breakOff(breakage, context.env.outgoing, given)
    return RESPONSE_ALREADY_SENT
  })
  app.onError(() => responseOf({ status: 500, headers: {}, text: '' }))
  return app
}

/** These have no body, whatever is said (RFC 9110, 15.3.5). */
const bodiless = [204, 304]

const responseOf = ({ status, headers, text }: Answer): Response =>
  new Response(bodiless.includes(status) ? null : text, { status, headers: { ...headers } })
