import { type Breakage, hangs } from '../../engine/breakage.ts'
import { type Row, type Switch, switchesOf } from '../../engine/switch.ts'
import { contract, operations } from '../service.ts'

const breakages: readonly (readonly [Breakage, string])[] = [
  ['reset', 'the connection is reset in place of a reply'],
  ['silence', 'there is never a reply'],
  ['not-http', 'what comes back is not HTTP'],
]

/** Calls that should succeed and get no complete reply. */
export const wireFaults: readonly Switch[] = switchesOf(
  contract,
  'wire',
  operations.flatMap((operation) =>
    breakages.map(
      ([breakage, what]): Row => ({
        id: `${breakage}-at-${operation}`,
        title: `When ${operation} should succeed, ${what}`,
        requirement: `${operation}/transport/complete-reply`,
        ...(hangs(breakage) ? { hangs: true } : {}),
        hooks: {
          breaks: ({ status }, call) => (call.operation === operation && status === 204 ? breakage : undefined),
        },
      }),
    ),
  ),
)
