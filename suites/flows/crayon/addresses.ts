import { type Exchange, replyOf } from '../../../core/exchange.ts'
import { type Evidence, inconclusive, untested, warned } from '../../../core/finding.ts'
import { isList, objectOf } from '../../../core/json.ts'
import { drawWith } from '../../../generators/draw.ts'
import { type Violation, violationsOf } from '../../../generators/violations.ts'
import { answerText, type BaselineRequests, baselineRequestsOf, type Tried } from '../../baseline-requests.ts'
import type { Case } from '../../cases/case.ts'
import { explored, holdsValue } from '../../cases/tentative.ts'
import type { Conversation, SendOptions } from '../../conversation.ts'
import { fixtureValues } from '../../fixtures.ts'
import type { Call } from '../../request.ts'
import type { Session } from '../../session.ts'
import { claim, openAll, story } from '../story.ts'
import { unknownCustomer } from './unknown.ts'

const base = 'flow/two-addresses'
const valid = `${base}/valid`
const syntax = `${base}/syntax`
const credentials = `${base}/credentials`
const schema = `${base}/schema`

/** Two documented addresses of one operation, compared request by request. */
export const addressCases = (session: Session): readonly Case[] => [
  story(session, {
    id: 'two-addresses/valid',
    title: 'valid orders at both addresses',
    turn: 'late',
    about: [valid],
    run: async (conversation) => {
      await alike(conversation, valid, ({ minimal, full }) => [
        { what: 'An order with only what is required', change: (call) => ({ ...call, body: minimal.call.body ?? {} }) },
        { what: 'An order with every member', change: (call) => ({ ...call, body: full.call.body ?? {} }) },
        { what: 'An order of two lines', change: withTwoLines(full) },
        { what: 'An order for a customer tenant that hardly exists', change: forNobody(conversation.session) },
      ])
      conversation.note(...(await takenAtOne(conversation)))
    },
  }),
  story(session, {
    id: 'two-addresses/syntax',
    title: 'malformed bodies at both addresses',
    turn: 'late',
    about: [syntax],
    run: (conversation) =>
      alike(conversation, syntax, () =>
        ['', '{', '{"order": ', '[', 'order', '{"a": 1,}'].map((rawBody) => ({
          what: rawBody === '' ? 'An empty body' : `The body ${rawBody}`,
          change: (call) => ({ ...call, rawBody }),
        })),
      ),
  }),
  story(session, {
    id: 'two-addresses/credentials',
    title: 'bad credentials at both addresses',
    turn: 'late',
    about: [credentials],
    run: (conversation) =>
      alike(conversation, credentials, () =>
        [null, 'Bearer ', 'Basic bm9ib2R5Om5vdGhpbmc=', 'Bearer assay-unknown-token'].map((authorization) => ({
          what: authorization === null ? 'A call without credentials' : `A call with ${authorization.trim()}`,
          change: (call) => ({ ...call, authorization }),
        })),
      ),
  }),
  story(session, {
    id: 'two-addresses/schema',
    title: 'orders with a flaw at both addresses',
    turn: 'late',
    about: [schema],
    run: async (conversation) => {
      const flaws = await flawsOf(session)
      await alike(conversation, schema, () =>
        flaws.map(({ place, label, body }) => ({
          what: `An order with ${place || 'a body'}: ${label}`,
          change: (call) => ({ ...call, body }),
          options: { verbatim: true },
          ...(isOfNewMember(place) ? { ambiguities: [148] } : {}),
        })),
      )
    },
  }),
]

/** Whether 404 is about customers is open: what the two addresses make of one that hardly exists is the same. */
const forNobody =
  (session: Session) =>
  (call: Call): Call => ({ ...call, body: { ...objectOf(call.body), resellerCustomerId: unknownCustomer(session) } })

/** Whether lines may be alike is open: what the two addresses make of them is the same. */
const withTwoLines =
  ({ call: { body } }: Tried) =>
  (call: Call): Call => {
    const lines = objectOf(body)['orderLines']
    const [line = {}] = isList(lines) ? lines : []
    return { ...call, body: { ...objectOf(call.body), orderLines: [line, line] } }
  }

/** Members that one address takes with some value, and the other with none. */
const takenAtOne = async (conversation: Conversation): Promise<readonly Evidence[]> => {
  const { session } = conversation
  const [preferred, legacy] = await Promise.all(
    ['checkout', 'checkoutLegacy'].map((id) => explored({ session, operation: session.operation(id), providers: {} })),
  )
  if (!preferred || !legacy) return []
  const pairs = [
    { takes: preferred, refuses: legacy, where: 'legacy' },
    { takes: legacy, refuses: preferred, where: 'preferred' },
  ]
  return pairs.flatMap(({ takes, refuses, where }) =>
    [...refuses.refused]
      .filter(([place]) => holdsValue(takes.taken.get(place)))
      .map(([place, exchange]) => {
        conversation.remember(exchange)
        return warned(session.id(valid), {
          message: `${place} is refused at the ${where} address with every value that was tried, and taken at the other`,
          at: place,
          expected: 'the same at both addresses',
          received: `refused at the ${where} address`,
          exchange: exchange.id,
          ambiguities: [148],
        })
      }),
  )
}

/** The legacy address may lack the members that came later. */
const isOfNewMember = (place: string): boolean => /scheduledPurchaseDate$|customTermEndDate$/.test(place)

type Sent = {
  readonly what: string
  readonly change: (call: Call) => Call
  readonly options?: SendOptions
  /** A difference is fair under a wide reading. */
  readonly ambiguities?: readonly number[]
}

const alike = async (
  conversation: Conversation,
  requirement: string,
  sentWith: (baseline: BaselineRequests) => readonly Sent[],
): Promise<void> => {
  const { session } = conversation
  const [preferred, legacy] = await Promise.all(
    ['checkout', 'checkoutLegacy'].map((id) => baselineRequestsOf(session, session.operation(id), {})),
  )
  const twin = preferred?.accepted ?? legacy?.accepted
  if (!preferred || !legacy || !twin) return openAll(conversation, [requirement], preferred?.reason ?? '')
  const evidence = await Promise.all(
    sentWith(preferred).map(async (sent) => {
      const at = (id: string) =>
        conversation.send(sent.change({ ...twin.call, operation: session.operation(id) }), sent.options)
      return compared(conversation, requirement, {
        sent,
        replies: await Promise.all([at('checkout'), at('checkoutLegacy')]),
      })
    }),
  )
  conversation.note(...evidence)
}

type Compared = { readonly sent: Sent; readonly replies: readonly [Exchange, Exchange] }

const compared = (
  conversation: Conversation,
  requirement: string,
  { sent: { what, ambiguities }, replies: [one, other] }: Compared,
): Evidence => {
  const [first, second] = [replyOf(one), replyOf(other)]
  if (!first || !second) return inconclusive(conversation.session.id(requirement), answerText(first ? other : one))
  const isSameForm = (first.body === '') === (second.body === '')
  // One of the two successes is meant throughout (ambiguity 140); that one of them has a body is a reading of its own.
  const isOtherSuccess = classOf(first.status) === 2 && isSameForm && first.status !== second.status
  const isAlike = classOf(first.status) === classOf(second.status) && !isOtherSuccess
  // What the bodies of errors hold is not described, and a success with a body is a reading of its own.
  if (requirement !== valid && [first, second].every(({ status }) => classOf(status) === 2))
    return untested(conversation.session.id(requirement), 'what should be refused is taken at both addresses')
  const fair = isAlike ? [classOf(first.status) === 2 ? 157 : 153] : ambiguities
  return claim(conversation, other, {
    requirement,
    holds: isAlike && isSameForm,
    message: `${what} is answered otherwise at the legacy address`,
    at: isAlike ? 'body' : 'status',
    expected: `${answerText(one)}, as at the preferred address`,
    received: answerText(other),
    ...(fair ? { ambiguities: fair } : {}),
  })
}

const classOf = (status: number): number => Math.floor(status / 100)

/** One flaw of each kind that no reading disputes: each field's own rules are tried at either address by other cases. */
const flawsOf = async (session: Session): Promise<readonly Violation[]> => {
  const operation = session.operation('checkout')
  if (!operation.body) return []
  const fixtures = await fixtureValues(session, operation, {})
  const all = violationsOf(operation.body.node, {
    judge: session.contract.judge,
    schema: operation.body.schema,
    draw: drawWith(session.words, { fixtures }),
    seed: session.seed('two-addresses'),
  }).filter(({ zone, mayBeTaken }) => zone === 'outside' && !mayBeTaken)
  return [...new Map(all.map((one) => [`${one.keyword} ${isOfNewMember(one.place)}`, one])).values()]
}
