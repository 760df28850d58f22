import { listen } from '../listen.ts'
import type { Reference } from '../reference.ts'
import { appOf, contract, prefix } from './app.ts'
import { switches } from './faults/switches.ts'
import { fixtures } from './fixtures.ts'
import { referenceToken } from './problems.ts'

/** The orders of the Salesforce OCAPI Shop API 19.8, by the strictest reading of its document. */
export const ocapiShop: Reference = {
  contract,
  faults: switches.map(({ hooks: _, ...fault }) => fault),
  async start(options = {}) {
    const { baseUrl, close } = await listen(appOf(options).fetch, options)
    return { baseUrl: baseUrl + prefix, token: referenceToken, fixtures, close }
  },
}
