import type { Call } from '../call.ts'
import { credentialFlaw } from '../flaws.ts'
import { withHeader } from '../in-place-of.ts'
import type { Draft, Operator } from '../mutant.ts'

/** Ways of lacking credentials; `unknown` is what has the right form and is refused all the same. */
const ways = ['missing', 'no-value', 'empty', 'malformed', 'unknown'] as const

export const letIn: Operator = {
  name: 'auth/let-in',
  family: 'lets in',
  title: 'Who has no valid credentials is let in.',
  isAgainst: true,
  drafts: (operation) =>
    operation.secured
      ? ways.map(
          (way): Draft => ({
            id: `auth/${operation.id}/${way}`,
            place: way,
            apply: async (call, { forward, memory }) => {
              const given = await forward(call.sent)
              const known = memory.credentials()
              const isMeant =
                call.operation?.id === operation.id &&
                (given.status === 401 || given.status === 403) &&
                wayOf(call) === way
              return isMeant && known !== undefined ? forward(withHeader(call.sent, 'authorization', known)) : given
            },
          }),
        )
      : [],
}

const wayOf = ({ sent }: Call): string => credentialFlaw(sent.headers['authorization']) ?? 'unknown'
