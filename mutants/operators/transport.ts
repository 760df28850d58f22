import type { BrokenOff, Given } from '../../core/layer.ts'
import type { Draft, Operator } from '../mutant.ts'
import { isSuccess } from '../reply.ts'

const titles: Readonly<Record<BrokenOff['kind'], string>> = {
  reset: 'The connection is reset in place of a reply.',
  'cut-short': 'A reply ends before its length.',
  silence: 'A request is never answered.',
}

const outcomes: readonly { readonly name: string; readonly isMeant: (given: Given) => boolean }[] = [
  { name: 'success', isMeant: isSuccess },
  { name: 'refusal', isMeant: ({ status }) => status >= 400 },
]

/** Replies that break off; an operator for each way. */
export const transport: readonly Operator[] = (['reset', 'cut-short', 'silence'] as const).map((kind) => ({
  name: `transport/${kind}`,
  family: 'transport',
  title: titles[kind],
  isAgainst: true,
  drafts: (operation) =>
    outcomes.map(
      ({ name, isMeant }): Draft => ({
        id: `transport/${operation.id}/${name}`,
        place: name,
        apply: async (call, { forward }) => {
          const reply = await forward(call.sent)
          if (call.operation?.id !== operation.id || !isMeant(reply)) return reply
          // Half of nothing is all of it.
          return kind === 'cut-short' && reply.body.length < 2 ? reply : { kind, reply }
        },
      }),
    ),
}))
