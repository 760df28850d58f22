import { taking } from '../in-place-of.ts'
import type { Operator } from '../mutant.ts'

export const methodOverlooked: Operator = {
  name: 'request/method-overlooked',
  family: 'takes',
  title: 'A method that is not documented is taken.',
  isAgainst: true,
  drafts: (operation) => [
    {
      id: `request/${operation.id}/method`,
      place: 'method',
      apply: taking((call) => call.operation === undefined && call.atPath[0]?.path === operation.path, operation),
    },
  ],
}
