import { untested } from '../../../core/finding.ts'
import { baselineRequestsOf } from '../../baseline-requests.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Call } from '../../request.ts'
import type { Session } from '../../session.ts'
import { validCall } from '../../valid-call.ts'
import { relationFacets } from '../relation-facets.ts'
import { openAll, story } from '../story.ts'
import { bodyOf, inForm, operationId } from './payment.ts'

const base = 'flow/round-trip'

/** So many payments are drawn beside the plain one. */
const draws = 4

/** Payments with every member, text of many scripts and several allocations, in JSON and in XML: relations judge them. */
export const roundTripCases = (session: Session): readonly Case[] => {
  const about = relationFacets(session, base)
  return ['application/json', 'application/xml'].map((mediaType) =>
    story(session, {
      id: `round-trip/${mediaType.replace('/', '-')}`,
      title: `payments in ${mediaType} and what comes back`,
      about,
      run: async (conversation) => {
        const operation = session.operation(operationId)
        const { full, accepted, reason } = await baselineRequestsOf(session, operation, {})
        const known = full.accepted ? full : accepted
        if (!known) return openAll(conversation, about, reason)
        await conversation.send(inForm(known.call, mediaType, mediaType))
        for (let round = 1; round <= draws; round += 1) {
          const seed = session.seed(conversation.caseId, String(round))
          const recipe = { seed, optional: full.accepted ? 'all' : 'none', text: 'unicode', elements: 3 } as const
          const drawn = await validCall(session, operation, { recipe, providers: {} })
          await conversation.send(inForm(drawn, mediaType, mediaType))
        }
        noteUnsent(conversation, known.call)
      },
    }),
  )
}

/** Members that no valid payment of this run has. */
const noteUnsent = (conversation: Conversation, call: Call): void => {
  const { session } = conversation
  const names = Object.keys(session.operation(operationId).body?.node.properties ?? {})
  const unsent = names.filter((name) => name !== 'Id' && !(name in bodyOf(call)))
  conversation.note(...unsent.map((name) => untested(session.id(`${base}/${name}`), missing(name))))
}

const missing = (name: string): string => {
  const fixture = `${name.charAt(0).toLowerCase()}${name.slice(1)}`
  return `no valid payment holds it; where it needs a value that exists at the target, give --fixture ${fixture}=…`
}
