import type { Operator } from '../mutant.ts'
import { isSuccess } from '../reply.ts'

export const anotherRead: Operator = {
  name: 'state/another-read',
  family: 'remembers',
  title: 'A read is answered with another thing than the one that was asked for.',
  isAgainst: false,
  drafts: (operation) =>
    operation.safe
      ? [
          {
            id: `state/${operation.id}`,
            place: 'reply',
            apply: async (call, { forward, memory }) => {
              const given = await forward(call.sent)
              const other = call.operation?.id === operation.id && memory.elsewhere(operation.id, call.sent.path)
              return other && isSuccess(given) ? other : given
            },
          },
        ]
      : [],
}
