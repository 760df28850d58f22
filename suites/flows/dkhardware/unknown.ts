import { parsed } from '../../../checks/check.ts'
import { replyOf } from '../../../core/exchange.ts'
import { kept, open } from '../../../core/finding.ts'
import { isObject } from '../../../core/json.ts'
import { anchorOf, answerText } from '../../anchor.ts'
import type { Case } from '../../cases/case.ts'
import type { Session } from '../../session.ts'
import { validCall } from '../../valid-call.ts'
import { claim, story } from '../story.ts'
import { providers } from './providers.ts'

const requirement = 'getOrderStatus/unknown-submission'

/** Nobody was given this id. */
const unknownId = '00000000-0000-4000-8000-000000000000'

/** What an unknown submission is answered with is not documented: an answer in good form is fair, success is not. */
export const unknownCases = (session: Session): readonly Case[] => [
  story(session, {
    id: 'status/unknown',
    title: 'the status of a submission that never was',
    about: [requirement],
    run: async (conversation) => {
      const operation = session.operation('getOrderStatus')
      const { accepted, reason } = await anchorOf(session, operation, providers)
      // A target that refuses the known as well does not tell the unknown from it.
      if (!accepted) return conversation.note(open(session.id(requirement), reason))
      const call = await validCall(session, operation, { recipe: { seed: session.seed('status') }, providers: {} })
      const exchange = await conversation.send({ ...call, body: { submissionId: unknownId } }, { soft: true })
      const reply = replyOf(exchange)
      if (!reply) return conversation.note(open(session.id(requirement), answerText(exchange)))
      const body = parsed(reply)?.value
      const isFailed = reply.status < 300 && isObject(body) && body['status'] === 'Failed'
      const isRefused = reply.status >= 400 && reply.status < 500
      if (isFailed || isRefused) return conversation.note(kept(session.id(requirement), exchange.id))
      conversation.note(
        claim(conversation, exchange, {
          requirement,
          holds: false,
          message: 'An unknown submission is not told from a known one',
          at: 'status',
          expected: '4xx, or Failed',
          received: answerText(exchange),
          ambiguities: [20],
        }),
      )
    },
  }),
]
