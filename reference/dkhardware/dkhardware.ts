import { referenceOf } from '../engine/app.ts'
import { uuidOf } from '../engine/ids.ts'
import type { Service } from '../engine/service.ts'
import { notFound, systemError } from './answer.ts'
import { switches } from './faults/switches.ts'
import { fixtures } from './fixtures.ts'
import { contract, operationIds, paths } from './operations.ts'
import { perform, refuse } from './perform.ts'
import { stages, referenceToken as token } from './problems.ts'
import { newState, type State } from './state.ts'
import type { Submission } from './submission.ts'

export const service: Service<State, Submission> = {
  contract,
  token,
  fixtures,
  operations: operationIds.map((id) => ({ id, method: 'POST', path: paths[id] })),
  elsewhere: ({ method, path }) => notFound(uuidOf('trace', method, path)),
  stages,
  refuse,
  open: () => newState([fixtures.orderId, fixtures.cancelledOrderId]),
  perform,
  crash: () => systemError(uuidOf('trace', 'crash')),
  switches,
}

/** The orders of the DK Hardware Partner API, by the strictest reading of its documents. */
export const dkhardware = referenceOf(service)
