import { referenceOf } from '../engine/app.ts'
import type { Service } from '../engine/service.ts'
import { switches } from './faults/switches.ts'
import {
  contract,
  fixtures,
  operationAt,
  operations,
  paths,
  refusal,
  stages,
  referenceToken as token,
} from './service.ts'

const empty = { headers: {}, body: null, text: '' } as const

/** No memory: each order stands for itself, and the same one twice makes two. */
export const service: Service = {
  contract,
  token,
  fixtures,
  operations: operations.map((id) => ({ id, method: 'POST', path: paths[id] })),
  elsewhere: ({ path }) => ({ operation: operationAt(path) }),
  stages,
  refuse: refusal,
  open: () => undefined,
  perform: () => ({ status: 204, ...empty }),
  crash: () => ({ status: 500, ...empty }),
  switches,
}

/** The checkout of Crayon's API, by the strictest reading of its document. */
export const crayon = referenceOf(service)
