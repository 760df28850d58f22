import type { Requirement } from '../../core/requirement.ts'
import type { Operation } from '../contract.ts'
import { standards } from '../standards.ts'
import { type At, plain, resting } from './facets.ts'

/** What the documents do not say of credentials follows from HTTP. */
export const authRequirements = (at: At, operation: Operation): readonly Requirement[] => {
  if (!operation.secured) return []
  const { mayAccept, wide, must = [] } = operation.refusals.credentials
  const ambiguities = [...(mayAccept === undefined ? [] : [mayAccept]), ...wide.map(({ ambiguity }) => ambiguity)]
  const credentials = operation.credentials ?? operation.source
  const refused = [
    ['missing', 'without credentials'],
    ['empty', 'with an empty token'],
    ['malformed', 'with credentials of another form'],
    ['unknown', 'with a token nobody issued'],
  ].map(([id = '', what]) => ({
    ...resting(must.includes(id) ? credentials : standards.credentials, {
      ...plain(operation, at(`auth/${id}`), `A call ${what} is refused`),
      testedBy: { kind: 'violation', how: `sends a valid request ${what}` } as const,
    }),
    ambiguities,
  }))
  const challenge = resting(standards.credentials, {
    ...plain(operation, at('protocol/challenge'), 'A reply 401 tells how to be let in'),
    testedBy: { kind: 'reply', how: 'looks for WWW-Authenticate in each reply 401' },
  })
  return [...refused, challenge]
}
