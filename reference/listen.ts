import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'

type Fetch = Parameters<typeof serve>[0]['fetch']

/** Serves on loopback until closed. Closing also ends replies that were left hanging. */
export const listen = (fetch: Fetch, port: number): Promise<{ baseUrl: string; close(): Promise<void> }> =>
  new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: '127.0.0.1' }, (address: AddressInfo) => {
      server.off('error', reject)
      resolve({ baseUrl: `http://127.0.0.1:${address.port}`, close: () => close(server) })
    }) as Server
    server.once('error', reject)
  })

const close = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    server.closeAllConnections()
  })
