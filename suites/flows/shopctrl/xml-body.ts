import { isAccepted } from '../../../checks/answer.ts'
import { xml } from '../../../contracts/codec/xml.ts'
import type { BodySpec } from '../../../contracts/contract.ts'
import { type Exchange, replyOf } from '../../../core/exchange.ts'
import { inconclusive } from '../../../core/finding.ts'
import { objectOf } from '../../../core/json.ts'
import { malformedXml } from '../../../generators/malformed/xml.ts'
import { answerText } from '../../baseline-requests.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import { judgeRefusal } from '../../refusal.ts'
import type { Session } from '../../session.ts'
import { claim, story } from '../story.ts'
import { inXml, mediaType } from './in-xml.ts'
import { inForm, operationId } from './payment.ts'
import { flawCases } from './xml-flaws.ts'

/** What is broken about a payment in XML. */
export const xmlBodyCases = (session: Session): readonly Case[] => {
  const { body } = session.operation(operationId)
  if (!body) return []
  return [
    ...flawCases(session, body),
    ...malformed.map(([id, what, change]) => syntaxCase(session, body, { id, what, change })),
    formsCase(session, body),
    entityCase(session, body),
  ]
}

type Malformed = { readonly id: string; readonly what: string; readonly change: (text: string) => string }

const malformed: readonly (readonly [string, string, (text: string) => string])[] = [
  ['malformed-xml', 'XML whose tags do not match', (text) => text.replace('</Amount>', '</Sum>')],
  ['truncated-xml', 'XML that ends too early', (text) => text.slice(0, Math.floor(text.length / 2))],
  ['xml-root', 'XML with another root', (text) => text.replaceAll('PaymentChanges', 'Payment')],
]

const syntaxCase = (session: Session, { node }: BodySpec, { id, what, change }: Malformed): Case => {
  const requirement = `${operationId}/protocol/${id}`
  return story(session, {
    id: `xml/${id}`,
    title: what,
    about: [requirement],
    run: (conversation) =>
      inXml(conversation, requirement, async ({ accepted, minimal }) => {
        const { call } = accepted ?? minimal
        const rawBody = change(xml.encode(call.body ?? null, node))
        const exchange = await conversation.send(inForm({ ...call, rawBody }, mediaType, mediaType), { soft: true })
        const { refusals } = session.operation(operationId)
        conversation.note(
          ...judgeRefusal(conversation, exchange, {
            requirement: session.id(requirement),
            what,
            refusal: refusals.syntax,
          }),
        )
      }),
  })
}

/** The other ways to be no XML, each in one of the two media types. */
const formsCase = (session: Session, { node }: BodySpec): Case => {
  const requirement = `${operationId}/protocol/malformed-xml`
  return story(session, {
    id: 'xml/malformed-xml/further',
    title: 'XML that is malformed in other ways',
    about: [requirement],
    run: (conversation) =>
      inXml(conversation, requirement, async (_, twin) => {
        const text = xml.encode(twin.body ?? null, node)
        const { refusals } = session.operation(operationId)
        for (const [place, { what, extension, change }] of malformedXml.entries()) {
          const rawBody = change(text)
          if (rawBody === undefined) continue
          const label = place % 2 === 0 ? mediaType : 'text/xml'
          const exchange = await conversation.send(inForm({ ...twin, rawBody }, label, label), {
            soft: true,
            wantsRefusal: true,
          })
          if (exchange.outcome.kind === 'withheld') return
          conversation.note(
            ...judgeRefusal(conversation, exchange, {
              requirement: session.id(requirement),
              what: `XML with ${what}`,
              refusal: refusals.syntax,
              ...(extension ? { open: [] } : {}),
            }),
          )
        }
      }),
  })
}

const plainNote = 'assay-entity'

/** Harmless: the entity stands for a word of our own. */
const entityCase = (session: Session, { node }: BodySpec): Case => {
  const requirement = `${operationId}/protocol/xml-entities`
  return story(session, {
    id: 'xml/entities',
    title: 'XML that declares an entity',
    about: [requirement],
    run: (conversation) =>
      inXml(conversation, requirement, async ({ accepted, minimal }) => {
        const { call } = accepted ?? minimal
        const text = xml.encode({ ...objectOf(call.body), Note: plainNote }, node)
        const doctype = '<!DOCTYPE PaymentChanges [<!ENTITY assay "assay-was-expanded">]>'
        const send = (rawBody: string) =>
          conversation.send(inForm({ ...call, rawBody }, mediaType, mediaType), { soft: true })
        const exchange = await send(doctype + text.replace(plainNote, '&assay;'))
        const reply = replyOf(exchange)
        if (!reply) return conversation.note(inconclusive(session.id(requirement), answerText(exchange)))
        if (isAccepted(exchange) && !replyOf(await send(text))?.body.includes(plainNote))
          return conversation.note(
            inconclusive(session.id(requirement), 'the reply does not show the Note that was sent'),
          )
        conversation.note(
          expanded(conversation, exchange, { requirement, isExpanded: isExpanded(exchange, reply.body) }),
        )
      }),
  })
}

const isExpanded = (exchange: Exchange, body: string): boolean =>
  isAccepted(exchange) && body.includes('assay-was-expanded')

const expanded = (
  conversation: Conversation,
  exchange: Exchange,
  { requirement, isExpanded }: { readonly requirement: string; readonly isExpanded: boolean },
) =>
  claim(conversation, exchange, {
    requirement,
    holds: !isExpanded,
    message: 'An entity that the request declares is expanded',
    at: '/Note',
    expected: 'a refusal, or the reference as it was sent',
    received: 'what the entity stands for',
  })
