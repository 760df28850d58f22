import { operationIds } from '../operations.ts'
import { overlooking, type Row, type Switch, switchesOf } from './switch.ts'

const credentials = [
  ['missing', 'missing-token', 'a call without a token'],
  ['empty', 'empty-token', 'a call with an empty token'],
  ['malformed', 'malformed-credentials', 'credentials of another scheme'],
  ['unknown', 'unknown-token', 'a token that nobody issued'],
] as const

/** One operation takes one kind of bad credentials; everything else is refused as before. */
export const credentialFaults: readonly Switch[] = switchesOf(
  'credentials',
  operationIds.flatMap((operation) =>
    credentials.map(([problem, name, what]): Row => {
      const requirement = `${operation}/auth/${problem}`
      const title = `${operation} takes ${what}`
      return { id: `accepts-${name}-at-${operation}`, title, requirement, hooks: overlooking(requirement) }
    }),
  ),
)
