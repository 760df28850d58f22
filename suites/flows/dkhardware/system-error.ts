import { isAccepted } from '../../../checks/answer.ts'
import { replyOf } from '../../../core/exchange.ts'
import { untried } from '../../../core/finding.ts'
import { type Json, type Path, withAt } from '../../../core/json.ts'
import { answerText } from '../../anchor.ts'
import type { Case } from '../../cases/case.ts'
import type { Session } from '../../session.ts'
import { validCall } from '../../valid-call.ts'
import { claim, openAll, story } from '../story.ts'
import { providers } from './providers.ts'

/** A value with which an operation runs into a fault inside the target, and where it goes. */
type Failing = {
  readonly operation: string
  readonly fixture: string
  readonly what: string
  readonly at: Path
}

const all: readonly Failing[] = [
  {
    operation: 'createOrder',
    fixture: 'failingCustomerId',
    what: 'a customer',
    at: ['customerOrder', 'customerId'],
  },
  { operation: 'requestPayment', fixture: 'failingOrderId', what: 'an order', at: ['customerOrder', 'orderId'] },
  { operation: 'getOrderStatus', fixture: 'failingSubmissionId', what: 'a submission', at: ['submissionId'] },
]

/** A fault inside the target, brought about by a value that is there for the purpose. */
export const systemErrorCases = (session: Session): readonly Case[] => all.map((one) => systemErrorCase(session, one))

const systemErrorCase = (session: Session, { operation: id, fixture, what, at }: Failing): Case => {
  const requirement = `${id}/error.500/system`
  return story(session, {
    id: `system-error/${id}`,
    title: `${id} with ${what} at which the target fails inside`,
    about: [requirement],
    run: async (conversation) => {
      const value = session.spec.fixtures[fixture]
      if (value === undefined) {
        const reason = `needs ${what} at which the target fails inside: give --fixture ${fixture}=…`
        return conversation.note(untried(session.id(requirement), reason))
      }
      const operation = session.operation(id)
      const call = await validCall(session, operation, {
        recipe: { seed: session.seed(conversation.caseId) },
        providers,
      })
      const exchange = await conversation.send(
        { ...call, body: withAt(call.body as Json, at, value) },
        { wantsRefusal: true },
      )
      const reply = replyOf(exchange)
      // Whatever is below 500 shows that the value does not bring the fault about, not how the target fails.
      if (!reply || isAccepted(exchange) || reply.status < 500) {
        return openAll(conversation, [requirement], `${fixture} brings no fault about: ${answerText(exchange)}`)
      }
      conversation.note(
        claim(conversation, exchange, {
          requirement,
          holds: reply.status === 500,
          message: `A fault inside is answered ${reply.status}`,
          at: 'status',
          expected: '500',
          received: answerText(exchange),
        }),
      )
    },
  })
}
