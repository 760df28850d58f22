import { operationIds } from '../operations.ts'
import { replies, withStatus } from './shape.ts'
import { type Row, type Switch, switchesOf } from './switch.ts'

/** Calls that succeed and say so with a status that no reading allows. */
export const statusFaults: readonly Switch[] = switchesOf(
  'status',
  operationIds.map(
    (operation): Row => ({
      id: `${operation}-answers-203`,
      title: `A call of ${operation} that succeeds is answered 203`,
      requirement: `${operation}/response.200/status`,
      hooks: withStatus(replies(operation), 203),
    }),
  ),
)
