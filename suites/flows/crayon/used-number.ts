import { isAccepted } from '../../../checks/answer.ts'
import { type JsonObject, objectOf } from '../../../core/json.ts'
import { tokenOf } from '../../../core/seed.ts'
import { answerText, baselineRequestsOf } from '../../baseline-requests.ts'
import type { Case } from '../../cases/case.ts'
import type { Session } from '../../session.ts'
import { claim, openAll, story } from '../story.ts'

/** Who knows an order by its number may look no further, though what comes under it is no order. */
export const usedNumberCases = (session: Session): readonly Case[] =>
  ['checkout', 'checkoutLegacy'].map((id) => {
    const requirement = `${id}/error.400/bad-request`
    return story(session, {
      id: `${id}/used-number`,
      title: 'a flaw in an order whose externalOrderId was used before',
      about: [requirement],
      run: async (conversation) => {
        const operation = session.operation(id)
        const { accepted, reason } = await baselineRequestsOf(session, operation, {})
        if (!accepted) return openAll(conversation, [requirement], reason)
        const { tag } = session.spec
        const flaw = { orderLines: 'assay' }
        const send = (what: string, more: JsonObject = {}) => {
          const externalOrderId = `assay-${tag}-${tokenOf(8, tag, conversation.caseId, what)}`
          const body = { ...objectOf(accepted.call.body), ...more, externalOrderId }
          return conversation.send(
            { ...accepted.call, body },
            { verbatim: true, soft: true, wantsRefusal: more === flaw },
          )
        }
        // What is taken under a new number too is reported where the rule is broken.
        if (!isAccepted(await send('used')) || isAccepted(await send('new', flaw))) return
        const exchange = await send('used', flaw)
        if (isAccepted(exchange))
          conversation.note(
            claim(conversation, exchange, {
              requirement,
              holds: false,
              message: 'An order with a flaw is accepted under an externalOrderId that was used before',
              at: 'status',
              expected: '400',
              received: answerText(exchange),
              ambiguities: [171],
            }),
          )
      },
    })
  })
