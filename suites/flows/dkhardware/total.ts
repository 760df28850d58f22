import { isAccepted } from '../../../checks/answer.ts'
import { isObject, type JsonObject, objectOf } from '../../../core/json.ts'
import { answerText } from '../../baseline-requests.ts'
import type { Case } from '../../cases/case.ts'
import { judgeRefusal } from '../../refusal.ts'
import type { Session } from '../../session.ts'
import { validCall } from '../../valid-call.ts'
import { openAll, story } from '../story.ts'
import { providers } from './providers.ts'

const requirement = 'createOrder/request/customerOrder/total/minimum'

/** A total below nothing that adds up all the same: only a discount greater than the rest makes one. */
export const totalCases = (session: Session): readonly Case[] => [
  story(session, {
    id: 'total/below-zero',
    title: 'an order whose discount leaves nothing, then less than nothing',
    about: [requirement],
    run: async (conversation) => {
      const operation = session.operation('createOrder')
      const recipe = { seed: session.seed(conversation.caseId), optional: 'none' } as const
      const call = await validCall(session, operation, { recipe, providers })
      const send = (total: number) => conversation.send({ ...call, body: withTotal(objectOf(call.body), total) })
      const twin = await send(0)
      if (!isAccepted(twin)) {
        const reason = `an order that comes to nothing was refused too: ${answerText(twin)}`
        return openAll(conversation, [requirement], reason)
      }
      conversation.note(
        ...judgeRefusal(conversation, await send(-90), {
          requirement: session.id(requirement),
          what: 'A total of -90',
          refusal: operation.refusals.schema,
          // What money is, and so whether it may be less than nothing.
          open: [11],
        }),
      )
    },
  }),
]

/** The order with as much discount on shipping as leads to the total. */
const withTotal = (body: JsonObject, total: number): JsonObject => {
  const order = isObject(body['customerOrder']) ? body['customerOrder'] : {}
  const before = Number(order['total']) + Number(order['shippingDiscount'] ?? 0)
  return {
    ...body,
    customerOrder: { ...order, shippingDiscount: Math.round((before - total) * 100) / 100, total },
  }
}
