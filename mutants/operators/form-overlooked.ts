import { hasOnly, taking } from '../in-place-of.ts'
import type { Draft, Operator } from '../mutant.ts'

/** What may be wrong with a request below its schema. That XML brings a document type is not: no document forbids it. */
const flaws = [
  { kind: 'syntax', how: 'empty' },
  { kind: 'syntax', how: 'unreadable' },
  { kind: 'syntax', how: 'encoding' },
  { kind: 'syntax', how: 'root' },
  { kind: 'syntax', how: 'order' },
  { kind: 'syntax', how: 'item-name' },
  { kind: 'syntax', how: 'repeated' },
  { kind: 'media type', how: 'other' },
] as const

export const formOverlooked: Operator = {
  name: 'request/form-overlooked',
  family: 'takes',
  title: 'A body is taken that is empty, cannot be read, is not UTF-8, or is labelled as something else.',
  isAgainst: true,
  drafts: (operation) =>
    operation.body
      ? flaws.map(
          ({ kind, how }): Draft => ({
            id: `request/${operation.id}/${kind === 'syntax' ? `body/${how}` : 'header.Content-Type'}`,
            place: kind === 'syntax' ? `body/${how}` : 'header.Content-Type',
            apply: taking(
              (call) => hasOnly(call, operation, (flaw) => flaw.kind === kind && flaw.how === how),
              operation,
            ),
          }),
        )
      : [],
}
