import { isAccepted } from '../../../checks/answer.ts'
import { xml } from '../../../contracts/codec/xml.ts'
import type { BodySpec } from '../../../contracts/contract.ts'
import { facetOf } from '../../../contracts/requirements/facets.ts'
import { nodeAt, type SchemaNode } from '../../../contracts/schema/node.ts'
import { typesOf } from '../../../contracts/schema/schema.ts'
import { type Exchange, replyOf } from '../../../core/exchange.ts'
import { type Evidence, open } from '../../../core/finding.ts'
import { at, objectOf, type Path, pointer, withAt } from '../../../core/json.ts'
import { drawWith } from '../../../generators/draw.ts'
import { malformedXml } from '../../../generators/malformed/xml.ts'
import { laterViolations, rulesOf, twinOf, type Violation, violationsOfRule } from '../../../generators/violations.ts'
import { type Anchor, anchorOf, answerText } from '../../anchor.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import { fixtureValues } from '../../fixtures.ts'
import { workOf } from '../../once.ts'
import { judgeRefusal } from '../../refusal.ts'
import type { Call } from '../../request.ts'
import type { Session } from '../../session.ts'
import { claim, openAll, story } from '../story.ts'
import { inForm, operationId } from './payment.ts'

const allFlaws = workOf<readonly Violation[]>('flaws of a payment in XML')
const holding = workOf<boolean>('whether XML that holds a member is taken')
const plain = workOf<Call | undefined>('a payment that is taken in XML')

const mediaType = 'application/xml'
const facet = (violation: Violation): string =>
  `${operationId}/request/${facetOf(violation.place === '' ? [] : violation.place.split('/'), violation.keyword)}`

/** What is broken about a payment in XML. */
export const xmlBodyCases = (session: Session): readonly Case[] => {
  const { body } = session.operation(operationId)
  if (!body) return []
  const planned = flawsOf(session, body, {})
  return [
    ...[...new Set(planned.map(facet))].map((requirement) => flawCase(session, body, requirement)),
    ...malformed.map(([id, what, change]) => syntaxCase(session, body, { id, what, change })),
    formsCase(session, body),
    entityCase(session, body),
  ]
}

/**
 * Flaws that are still the same flaw when they are written as XML, where all is text: one of each rule and reading, and
 * of what lies in a list another one in its last element.
 */
const flawsOf = (
  { contract: { judge }, words, seed }: Session,
  { node, schema }: BodySpec,
  fixtures: Parameters<typeof drawWith>[1] & object,
): readonly Violation[] => {
  const context = { judge, schema, draw: drawWith(words, fixtures), seed: seed(operationId, mediaType) }
  const all = rulesOf(node).flatMap((rule) => [
    ...violationsOfRule(node, rule, context),
    ...laterViolations(node, rule, context),
  ])
  const kept = all.filter(({ at: path, keyword, zone, body }) => {
    // Text where elements are wanted is no value of another type: readers of XML pass over it.
    if (isOfElements(node, path) && at(body, path) !== null) return false
    const read = xml.decode(xml.encode(body, node), node)
    if (read.kind !== 'value') return false
    const broken = judge(zone === 'outside' ? 'wide' : 'strict', schema, read.value)
    return broken.length > 0 && broken.every((one) => one.keyword === keyword && pointer(one.path) === pointer(path))
  })
  return [...new Map(kept.map((one) => [`${facet(one)} ${one.zone} ${isLater(one)}`, one])).values()]
}

const isOfElements = (root: SchemaNode, path: Path): boolean =>
  (typesOf(nodeAt(root, path)?.schemas.strict ?? {}) ?? []).some((type) => type === 'object' || type === 'array')

const isLater = ({ at: path }: Violation): boolean => path.some((step) => typeof step === 'number' && step > 0)

/** Whether XML with as many elements is taken, of which the first stands in place of the one that is wrong. */
const isTakenSound = async (
  conversation: Conversation,
  call: Call,
  { at: path, body }: Violation,
): Promise<boolean> => {
  const place = path.findIndex((step) => typeof step === 'number' && step > 0)
  const [first, wrong] = [path.slice(0, place).concat(0), path.slice(0, place + 1)]
  return conversation.session.once(holding, `${mediaType} ${pointer(wrong)}`, async () => {
    const sound = withAt(body, wrong, at(body, first) ?? null)
    return isAccepted(await conversation.send(inForm({ ...call, body: sound }, mediaType, mediaType)))
  })
}

const flawCase = (session: Session, body: BodySpec, requirement: string): Case =>
  story(session, {
    id: `xml/${requirement}`,
    title: `${requirement.split('/request/')[1]} broken in XML`,
    about: [requirement],
    run: (conversation) =>
      withAnchor(conversation, requirement, async ({ minimal, accepted }, twin) => {
        const operation = session.operation(operationId)
        const flaws = await session.once(allFlaws, mediaType, async () => {
          const fixtures = await fixtureValues(session, operation, {})
          return flawsOf(session, body, { fixtures, optional: minimal.accepted ? 'none' : 'all' })
        })
        const call = accepted?.call ?? minimal.call
        const ambiguities = session.contract.requirements.find(({ id }) => id === session.id(requirement))?.ambiguities
        for (const flaw of flaws.filter((one) => facet(one) === requirement)) {
          // Who takes one element only refuses more of them for that.
          if (isLater(flaw) && !(await isTakenSound(conversation, call, flaw))) continue
          const sent = inForm({ ...call, body: flaw.body }, mediaType, mediaType)
          conversation.note(
            ...judgeRefusal(conversation, await conversation.send(sent, { verbatim: true }), {
              requirement: session.id(requirement),
              what: `${flaw.place || 'A body'} in XML: ${flaw.label}`,
              refusal: operation.refusals.schema,
              lacking:
                isLater(flaw) || (await isHeld(conversation, twin, { flaw, body })) ? undefined : unheld(flaw.place),
              // To a reader that knows no nil, it is an element with nothing in it.
              ...(flaw.zone === 'between' || isOfElements(body.node, flaw.at) ? { open: ambiguities ?? [] } : {}),
            }),
          )
        }
      }),
  })

/** Whether a payment in XML was taken that holds the place: where the plain one does not, one that does is sent. */
const isHeld = async (
  conversation: Conversation,
  twin: Call,
  { flaw, body }: { readonly flaw: Violation; readonly body: BodySpec },
): Promise<boolean> => {
  if (at(twin.body, flaw.at) !== undefined) return true
  const { session } = conversation
  const node = nodeAt(body.node, flaw.at)
  if (!node) return false
  return session.once(holding, `${flaw.place} ${mediaType}`, async () => {
    const fixtures = await fixtureValues(session, session.operation(operationId), {})
    const holding = twinOf(body.node, node, {
      judge: session.contract.judge,
      schema: body.schema,
      draw: drawWith(session.words, { fixtures }),
      seed: session.seed(operationId, mediaType),
    })
    if (holding === undefined || at(holding, flaw.at) === undefined) return false
    return isAccepted(await conversation.send(inForm({ ...twin, body: holding }, mediaType, mediaType)))
  })
}

const unheld =
  (place: string) =>
  (requirement: string): Evidence =>
    open(requirement, `no payment that holds ${place} was accepted in ${mediaType}`)

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
      withAnchor(conversation, requirement, async ({ accepted, minimal }) => {
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
      withAnchor(conversation, requirement, async (_, twin) => {
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
      withAnchor(conversation, requirement, async ({ accepted, minimal }) => {
        const { call } = accepted ?? minimal
        const text = xml.encode({ ...objectOf(call.body), Note: plainNote }, node)
        const doctype = '<!DOCTYPE PaymentChanges [<!ENTITY assay "assay-was-expanded">]>'
        const send = (rawBody: string) =>
          conversation.send(inForm({ ...call, rawBody }, mediaType, mediaType), { soft: true })
        const exchange = await send(doctype + text.replace(plainNote, '&assay;'))
        const reply = replyOf(exchange)
        if (!reply) return conversation.note(open(session.id(requirement), answerText(exchange)))
        if (isAccepted(exchange) && !replyOf(await send(text))?.body.includes(plainNote))
          return conversation.note(open(session.id(requirement), 'the reply does not show the Note that was sent'))
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

const withAnchor = async (
  conversation: Conversation,
  requirement: string,
  run: (anchor: Anchor, twin: Call) => Promise<void>,
): Promise<void> => {
  const { session } = conversation
  const anchor = await anchorOf(session, session.operation(operationId), {})
  if (!anchor.accepted) return openAll(conversation, [requirement], anchor.reason)
  // What is refused in XML says something about its flaw only where XML without the flaw is taken.
  const twin = await session.once(plain, mediaType, async () => {
    for (const { call } of [anchor.full, anchor.minimal].filter(({ accepted }) => accepted))
      if (isAccepted(await conversation.send(inForm(call, mediaType, mediaType)))) return call
    return undefined
  })
  if (!twin) return openAll(conversation, [requirement], `set-up failed: the valid payment is refused in ${mediaType}`)
  await run(anchor, twin)
}
