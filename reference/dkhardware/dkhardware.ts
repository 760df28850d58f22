import { listen } from '../listen.ts'
import type { Reference } from '../reference.ts'
import { appOf, contract } from './app.ts'
import { referenceToken } from './credentials.ts'
import { switches } from './faults/switches.ts'
import { fixtures } from './fixtures.ts'

/** The orders of the DK Hardware Partner API, by the strictest reading of its documents. */
export const dkhardware: Reference = {
  contract,
  faults: switches.map(({ hooks: _, ...fault }) => fault),
  async start(options = {}) {
    const { baseUrl, close } = await listen(appOf(options).fetch, options)
    return { baseUrl, token: referenceToken, fixtures, close }
  },
}
