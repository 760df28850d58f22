import { taking } from '../in-place-of.ts'
import type { Draft, Operator } from '../mutant.ts'
import { textIn } from '../reply.ts'

/** Each documented error that the form of a request alone does not show. */
export const errorOverlooked: Operator = {
  name: 'request/error-overlooked',
  family: 'takes',
  title: 'A request is taken that a documented error case refuses.',
  isAgainst: true,
  drafts: (operation) =>
    operation.errors
      .filter(({ provoke }) => provoke !== 'nothing')
      .map(
        ({ id, status, code }): Draft => ({
          id: `request/${operation.id}/error.${status}/${id}`,
          place: `error.${status}/${id}`,
          apply: taking(
            (call, given) =>
              call.operation?.id === operation.id &&
              call.flaws().length === 0 &&
              given.status === status &&
              textIn(given).includes(code),
            operation,
          ),
        }),
      ),
}
