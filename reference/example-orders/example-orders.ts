import { referenceOf } from '../engine/app.ts'
import { jsonStages } from '../engine/json-stages.ts'
import type { Service } from '../engine/service.ts'
import { switches } from './faults.ts'
import { contract, operations, token } from './names.ts'
import { newState, type Order, type State } from './orders.ts'
import { perform, problem } from './perform.ts'
import { rules } from './rules.ts'

export const service: Service<State, Order> = {
  contract,
  token,
  fixtures: {},
  operations,
  elsewhere: () => problem({ status: 404, type: 'unknown-address' }),
  stages: jsonStages({ contract, operations, token, rules }),
  refuse: ([first]) => problem(first),
  open: newState,
  perform,
  crash: () => problem({ status: 500, type: 'crash' }),
  switches,
}

/** The orders of the example, by the strictest reading of their document. */
export const exampleOrders = referenceOf(service)
