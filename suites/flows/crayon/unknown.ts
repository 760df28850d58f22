import { excuse, isAccepted } from '../../../checks/answer.ts'
import { type Exchange, replyOf } from '../../../core/exchange.ts'
import { type Evidence, inconclusive, untested } from '../../../core/finding.ts'
import { objectOf } from '../../../core/json.ts'
import { answerText, baselineRequestsOf } from '../../baseline-requests.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { validCall } from '../../valid-call.ts'
import { claim, openAll, story } from '../story.ts'

/** Hardly any tenant has so high a number; where one has, nothing is said. */
const madeUpCustomer = 2_147_480_047

/** The number that the user gave, or else one that hardly any tenant has. */
export const unknownCustomer = ({ spec }: Session): number =>
  Number(spec.fixtures.unknownResellerCustomerId ?? madeUpCustomer)

const operations = ['checkout', 'checkoutLegacy'] as const

/** Requests that nothing matches: an address that is none, a customer tenant that does not exist. */
export const unknownCases = (session: Session): readonly Case[] =>
  operations.flatMap((id) => [unknownAddress(session, id), unknownCustomerCase(session, id)])

const unknownAddress = (session: Session, id: string): Case => {
  const requirement = `${id}/error.404/unknown-address`
  return story(session, {
    id: `${id}/unknown-address`,
    title: 'an address that is not documented',
    about: [requirement],
    run: async (conversation) => {
      const operation = session.operation(id)
      const { accepted, reason } = await baselineRequestsOf(session, operation, {})
      if (!accepted) return openAll(conversation, [requirement], reason)
      const elsewhere = { ...operation, path: `${operation.path}/assay-no-such-address` }
      const exchange = await conversation.send({ ...accepted.call, operation: elsewhere }, { soft: true })
      const what = 'An address that is none'
      conversation.note(notFound(conversation, exchange, { requirement, what, taken: [], refused: [] }))
    },
  })
}

const unknownCustomerCase = (session: Session, id: string): Case => {
  const requirement = `${id}/error.404/unknown-customer`
  return story(session, {
    id: `${id}/unknown-customer`,
    title: 'an order for a customer tenant that does not exist',
    about: [requirement],
    run: async (conversation) => {
      const given = session.spec.fixtures.unknownResellerCustomerId
      const operation = session.operation(id)
      const { accepted, reason } = await baselineRequestsOf(session, operation, {})
      if (!accepted) return openAll(conversation, [requirement], reason)
      const orderFor = async (customer: number) => {
        const set = new Map([['resellerCustomerId', customer]])
        const recipe = { ...accepted.recipe, seed: session.seed(conversation.caseId), set }
        return conversation.send(await validCall(session, operation, { recipe, providers: {} }))
      }
      const exchange = await orderFor(unknownCustomer(session))
      if (given === undefined && isAccepted(exchange)) {
        const needed = `needs a customer tenant that does not exist, and ${madeUpCustomer} is taken`
        return conversation.note(
          untested(session.id(requirement), `${needed}: give --fixture unknownResellerCustomerId=…`),
        )
      }
      const what = 'An order for a customer tenant that does not exist'
      conversation.note(notFound(conversation, exchange, { requirement, what, ...open }))
      const known = Number(objectOf(accepted.call.body)['resellerCustomerId'])
      if (isAccepted(exchange) || !Number.isInteger(known)) return
      // Who keeps 32 bits of a number takes it for the customer that there is.
      const beyond = await orderFor(known + 2 ** 32)
      const status = replyOf(beyond)?.status ?? 400
      const whatBeyond = 'An order for a customer tenant whose number takes more than 32 bits'
      // Who takes any other number knows no customers.
      if (status >= 500 || (isAccepted(beyond) && !isAccepted(await orderFor(madeUpCustomer))))
        conversation.note(notFound(conversation, beyond, { requirement, what: whatBeyond, ...open }))
    },
  })
}

type Missed = {
  readonly requirement: string
  readonly what: string
  /** The readings under which the request may be taken. */
  readonly taken: readonly number[]
  /** The readings under which it may be a bad request. */
  readonly refused: readonly number[]
}

/** Whether 404 is about more than addresses. */
const open = { taken: [154], refused: [154] }

const notFound = (
  conversation: Conversation,
  exchange: Exchange,
  { requirement, what, taken, refused }: Missed,
): Evidence => {
  const status = replyOf(exchange)?.status
  const excused = excuse(exchange)
  if (status === undefined || excused !== undefined)
    return inconclusive(conversation.session.id(requirement), excused ?? '')
  const fair = status < 400 ? taken : status === 400 ? refused : [155]
  return claim(conversation, exchange, {
    requirement,
    holds: status === 404,
    message: `${what} is answered ${status}`,
    at: 'status',
    expected: '404',
    received: answerText(exchange),
    ...(fair.length > 0 ? { ambiguities: fair } : {}),
  })
}
