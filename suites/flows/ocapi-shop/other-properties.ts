import { isEqual } from '../../../checks/relations/compare.ts'
import { at, brief, type JsonObject, pointer } from '../../../core/json.ts'
import { leavesOf } from '../../../core/leaves.ts'
import { answerText } from '../../baseline-requests.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { openAll, story } from '../story.ts'
import { claim } from './claim.ts'
import { freshBasket, orderIn, ownOrder } from './orders.ts'
import { ask, customName, holderOf, ownNumber, type ParsedReply } from './shop.ts'

type Rich = {
  readonly id: string
  readonly operation: 'submitBasket' | 'submitBasketWithOrderNo'
  readonly requirement: string
}

/** The linked page has these properties of a basket too; a shop may refuse some of them. */
const parts: JsonObject = {
  billing_address: { city: 'Assay', last_name: 'Assay', c_strValue: 'assay' },
  customer_info: { customer_no: 'assay', customer_name: 'Assay' },
  source_code: 'assay',
  order_total: 0.01,
  product_total: 0.01,
  shipping_total: 0.01,
  product_items: [{ product_id: 'assay', quantity: 7, gift_message: 'Assay' }],
  shipments: [{ shipment_id: 'me', gift_message: 'Assay', shipping_address: { city: 'Assay', last_name: 'Assay' } }],
}

/** A basket is submitted with more than its id: the order is as one of a basket that was submitted without it. */
export const otherProperties = (session: Session, { id, operation, requirement }: Rich): Case =>
  story(session, {
    id,
    title: `a basket submitted by ${operation} with other properties beside its id`,
    about: [requirement],
    run: async (conversation) => {
      const plain = await ownOrder(conversation, [requirement])
      if (!plain) return
      const submit = (what: string, sent: JsonObject, soft = false): Promise<ParsedReply> =>
        ask(conversation, operation, {
          ...(operation === 'submitBasket' ? {} : { order: ownNumber(conversation, what) }),
          body: { ...freshBasket, ...sent },
          soft,
        })
      const known = { currency: 'XTS', customer_info: { email: 'assay@example.com' } }
      const parsed = await submit('', known)
      if (parsed.status === 0) return openAll(conversation, [requirement], answerText(parsed.exchange))
      if (!parsed.accepted)
        conversation.note(
          claim(conversation, parsed.exchange, {
            requirement,
            holds: false,
            message: 'Other properties of a basket are refused',
            at: 'status',
            expected: '200',
            received: answerText(parsed.exchange),
            ...(parsed.status >= 500 ? {} : { ambiguities: [62] }),
          }),
        )
      // Baskets have custom properties as well; a shop whose baskets have none of this name may refuse it.
      const custom = { [customName(conversation)]: holderOf(conversation, 'basket') }
      for (const [sent, seen] of [
        [known, parsed],
        [custom, await submit('custom', custom, true)],
        [parts, await submit('parts', parts, true)],
      ] as const) {
        if (!seen.accepted) continue
        orderIn(conversation, seen)
        conversation.note(isIgnored(conversation, { requirement, plain: plain.parsed, sent, seen }))
      }
    },
  })

type Seen = {
  readonly requirement: string
  readonly plain: ParsedReply
  readonly sent: JsonObject
  readonly seen: ParsedReply
}

/** What was sent does not stand in the order, unless it does without being sent. */
const isIgnored = (conversation: Conversation, { requirement, plain, sent, seen }: Seen) => {
  const considered = leavesOf(sent).find(
    ({ path, value }) => isEqual(at(seen.body, path) ?? null, value) && !isEqual(at(plain.body, path) ?? null, value),
  )
  const path = considered?.path ?? []
  return claim(conversation, seen.exchange, {
    requirement,
    holds: considered === undefined,
    message: `${path.join('.')} of the request is considered`,
    at: pointer(path),
    expected: brief(at(plain.body, path) ?? null),
    received: at(seen.body, path),
  })
}
