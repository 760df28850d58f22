import { overlooking, type Row, type Switch, switchesOf } from '../../engine/switch.ts'
import { contract, operations } from '../service.ts'

const credentials = [
  ['missing', 'missing-token', 'a call without a token'],
  ['empty', 'empty-token', 'a call with an empty token'],
  ['malformed', 'malformed-credentials', 'credentials of another scheme'],
  ['unknown', 'unknown-token', 'a token that nobody issued'],
] as const

/** One address takes one kind of bad credentials; everything else is refused as before. */
export const credentialFaults: readonly Switch[] = switchesOf(
  contract,
  'credentials',
  operations.flatMap((operation) =>
    credentials.map(([flaw, name, what]): Row => {
      const requirement = `${operation}/auth/${flaw}`
      return {
        id: `accepts-${name}-at-${operation}`,
        title: `${operation} takes ${what}`,
        requirement,
        also: [
          'flow/two-addresses/credentials',
          // Two blanks before the token are another form of credentials.
          ...(requirement === 'checkout/auth/malformed' ? ['checkout/flow/blanks-before-token'] : []),
        ],
        hooks: overlooking(contract, requirement),
      }
    }),
  ),
)
