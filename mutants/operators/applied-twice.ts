import type { Operator } from '../mutant.ts'
import { isSuccess } from '../reply.ts'

export const appliedTwice: Operator = {
  name: 'state/applied-twice',
  family: 'remembers',
  title: 'A change is made twice.',
  isAgainst: true,
  // Where nothing can be read, nobody outside can tell.
  drafts: (operation, { operations }) =>
    operation.safe || !operations.some(({ safe }) => safe)
      ? []
      : [
          {
            id: `state/${operation.id}`,
            place: 'request',
            apply: async (call, { forward }) => {
              const given = await forward(call.sent)
              if (call.operation?.id !== operation.id || !isSuccess(given)) return given
              const again = await forward({ ...call.sent })
              // What the second one is refused for is no longer shown.
              return isSuccess(again) ? { ...given } : given
            },
          },
        ],
}
