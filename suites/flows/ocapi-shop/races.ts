import { asText } from '../../../core/json.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { openAll, story } from '../story.ts'
import { claim } from './claim.ts'
import { freshBasket, lacks, needsBasket } from './orders.ts'
import { ask, ownNumber, type Told } from './shop.ts'

const oneBasket = 'flow/race/one-basket-one-order'
const oneNumber = 'flow/race/one-number-one-order'

/** So many requests set off at once. */
const runners = 4

/** Only where the user allows it: what several requests at once do to a target is a risk of its own. */
export const raceCases = (session: Session): readonly Case[] => [
  raceCase(session, 'basket', oneBasket, async (conversation) => {
    const drawn = await session.supplies.draw('basketId', conversation.caseId)
    if ('reason' in drawn) return drawn
    return race(() => ask(conversation, 'submitBasket', { body: { basket_id: drawn.value } }))
  }),
  raceCase(session, 'number', oneNumber, async (conversation) => {
    const order = ownNumber(conversation)
    return race(() => ask(conversation, 'submitBasketWithOrderNo', { order, body: freshBasket }))
  }),
]

type Raced = readonly Told[] | { readonly reason: string }

const race = (run: () => Promise<Told>): Promise<readonly Told[]> => Promise.all(Array.from({ length: runners }, run))

const raceCase = (
  session: Session,
  id: string,
  requirement: string,
  run: (conversation: Conversation) => Promise<Raced>,
): Case =>
  story(session, {
    id: `race/${id}`,
    title: `one ${id} submitted ${runners} times at once`,
    about: [requirement],
    run: async (conversation) => {
      if (!session.spec.allow.includes('concurrent'))
        return lacks(conversation, [requirement], 'sends several requests at once: needs --allow concurrent')
      if (!session.supplies.has('basketId')) return lacks(conversation, [requirement], needsBasket)
      const raced = await run(conversation)
      if ('reason' in raced) return lacks(conversation, [requirement], raced.reason)
      const won = raced.filter(({ accepted }) => accepted)
      for (const { body } of won) conversation.created(`order ${asText(body['order_no'])}`)
      const [first, second] = won
      if (!first) return openAll(conversation, [requirement], 'none of them was taken')
      conversation.note(
        claim(conversation, (second ?? first).exchange, {
          requirement,
          holds: won.length === 1,
          message: `${won.length} of ${runners} were taken`,
          at: 'status',
          expected: 'one order',
          received: won.map(({ body }) => body['order_no']),
        }),
      )
    },
  })
