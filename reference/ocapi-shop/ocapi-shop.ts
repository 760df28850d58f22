import { referenceOf } from '../engine/app.ts'
import type { Service } from '../engine/service.ts'
import { refused } from './answer.ts'
import { read } from './call.ts'
import { switches } from './faults/switches.ts'
import { fixtures } from './fixtures.ts'
import { contract, routes } from './operations.ts'
import { perform } from './perform.ts'
import { stages, referenceToken as token } from './problems.ts'
import { newState, type State } from './state.ts'
import { write } from './write.ts'

export const service: Service<State> = {
  contract,
  token,
  fixtures,
  prefix: '/dw/shop/v19_8',
  operations: routes,
  elsewhere: ({ path }) => refused({ status: 404, type: 'ResourcePathNotFound', details: { path } }),
  read,
  stages,
  refuse: ([first]) => refused(first),
  open: newState,
  perform,
  crash: () => refused({ status: 500, type: 'InternalServerError' }),
  write,
  switches,
}

/** The orders of the Salesforce OCAPI Shop API 19.8, by the strictest reading of its document. */
export const ocapiShop = referenceOf(service)
