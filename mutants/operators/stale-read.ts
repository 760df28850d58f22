import type { Operator } from '../mutant.ts'
import { isSuccess } from '../reply.ts'

export const staleRead: Operator = {
  name: 'state/stale-read',
  family: 'remembers',
  title: 'A read is answered as the first time, whatever has happened since.',
  isAgainst: false,
  drafts: (operation) =>
    operation.safe
      ? [
          {
            id: `state/${operation.id}`,
            place: 'reply',
            apply: async (call, { forward, memory }) => {
              const first = call.operation?.id === operation.id ? memory.first(operation.id, keyOf(call)) : undefined
              const given = await forward(call.sent)
              const isOther = first !== undefined && Buffer.compare(first.body, given.body) !== 0
              return isOther && isSuccess(given) ? first : given
            },
          },
        ]
      : [],
}

const keyOf = ({ sent }: { readonly sent: { readonly path: string } }): string => sent.path
