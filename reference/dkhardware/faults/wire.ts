import { type Breakage, hangs } from '../../engine/breakage.ts'
import { operationIds } from '../operations.ts'
import { type Row, type Switch, switchesOf } from './switch.ts'

const breakages: readonly (readonly [Breakage, string])[] = [
  ['reset', 'the connection is reset in place of a reply'],
  ['cut-short', 'the reply ends before its content-length'],
  ['stall', 'the reply stops half-way and never goes on'],
  ['silence', 'there is never a reply'],
  ['not-http', 'what comes back is not HTTP'],
]

/** Calls that should be answered 200 and get no complete reply. */
export const wireFaults: readonly Switch[] = switchesOf(
  'wire',
  operationIds.flatMap((operation) =>
    breakages.map(
      ([breakage, what]): Row => ({
        id: `${breakage}-at-${operation}`,
        title: `When ${operation} should succeed, ${what}`,
        requirement: `${operation}/transport/complete-reply`,
        ...(hangs(breakage) ? { hangs: true } : {}),
        hooks: {
          breaks: ({ status }, call) => (call.operation === operation && status === 200 ? breakage : undefined),
        },
      }),
    ),
  ),
)
