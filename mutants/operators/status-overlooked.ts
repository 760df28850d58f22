import { taking } from '../in-place-of.ts'
import type { Draft, Operator } from '../mutant.ts'

const statuses = [400, 403, 404, 409, 412, 422] as const

/** What no schema tells: an unknown thing, a state that forbids. */
export const statusOverlooked: Operator = {
  name: 'request/status-overlooked',
  family: 'takes',
  title: 'A request is taken that is refused for what it means, whatever that is.',
  isAgainst: true,
  drafts: (operation) =>
    statuses.map(
      (status): Draft => ({
        id: `request/${operation.id}/meaning/${status}`,
        place: `meaning/${status}`,
        apply: taking(
          // What some reading refuses by its form alone may be taken as well.
          (call, given) =>
            call.operation?.id === operation.id &&
            call.flaws().length === 0 &&
            call.isFair() &&
            given.status === status,
          operation,
        ),
      }),
    ),
}
