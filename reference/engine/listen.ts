import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Layer } from '../../core/layer.ts'
import type { Limits } from '../../core/limits.ts'
import { referenceHeader } from '../../core/reference-header.ts'
import { layered } from './layered.ts'
import { limited } from './limiter.ts'

type Fetch = Parameters<typeof serve>[0]['fetch']

export type ListenOptions = {
  /** @defaultValue 0, any free port */
  readonly port?: number
  /** Calls above them are answered 429. @defaultValue none */
  readonly limits?: Limits
  /** Stands before the service. @defaultValue none */
  readonly layer?: Layer
}

/** Serves on loopback until closed. Closing also ends replies that were left hanging. */
export const listen = (
  fetch: Fetch,
  { port = 0, limits = {}, layer }: ListenOptions,
): Promise<{ baseUrl: string; close(): Promise<void> }> =>
  new Promise((resolve, reject) => {
    const behind = layer ? layered(fetch as Parameters<typeof layered>[0], layer) : fetch
    const server = serve(
      { fetch: limited(named(behind as Fetch), limits), port, hostname: '127.0.0.1' },
      (address: AddressInfo) => {
        server.off('error', reject)
        resolve({ baseUrl: `http://127.0.0.1:${address.port}`, close: () => close(server) })
      },
    ) as Server
    server.once('error', reject)
  })

/** Every reply says whose it is: nobody's service is shown by it. */
const named =
  (serve: Fetch): Fetch =>
  (request, env) => {
    if ('outgoing' in env && !env.outgoing.headersSent) env.outgoing.setHeader(referenceHeader, 'assay')
    return serve(request, env)
  }

const close = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    server.closeAllConnections()
  })
