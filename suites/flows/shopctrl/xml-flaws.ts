import { isAccepted } from '../../../checks/answer.ts'
import { xml } from '../../../contracts/codec/xml.ts'
import type { BodySpec } from '../../../contracts/contract.ts'
import { facetOf } from '../../../contracts/requirements/facets.ts'
import { nodeAt, type SchemaNode } from '../../../contracts/schema/node.ts'
import { typesOf } from '../../../contracts/schema/schema.ts'
import { type Evidence, inconclusive } from '../../../core/finding.ts'
import { at, type Path, pointer } from '../../../core/json.ts'
import { withAll } from '../../../generators/amid.ts'
import { drawWith } from '../../../generators/draw.ts'
import {
  laterViolations,
  type Rule,
  rulesOf,
  twinOf,
  type Violation,
  type ViolationContext,
  violationsOfRule,
} from '../../../generators/violations.ts'
import type { Case } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import { fixtureValues } from '../../fixtures.ts'
import { workOf } from '../../once.ts'
import { judgeRefusal } from '../../refusal.ts'
import type { Call } from '../../request.ts'
import type { Session } from '../../session.ts'
import { story } from '../story.ts'
import { inXml, mediaType } from './in-xml.ts'
import { inForm, isXml, operationId } from './payment.ts'

const allFlaws = workOf<readonly Flaw[]>('flaws of a payment in XML')
const holding = workOf<boolean>('whether XML that holds a member is taken')

/** A violation in XML; another way to make the same one is for the other label. */
type Flaw = { readonly violation: Violation; readonly elsewhere: Violation }

/** What breaks a rule of the body in JSON breaks it in XML too, under each label that XML has. */
export const flawCases = (session: Session, body: BodySpec): readonly Case[] => {
  const planned = flawsOf(body, contextOf(session, body, {}))
  return [...new Set(planned.map(facet))].map((requirement) => flawCase(session, body, requirement))
}

const facet = ({ violation: { place, keyword } }: Flaw): string =>
  `${operationId}/request/${facetOf(place === '' ? [] : place.split('/'), keyword)}`

const contextOf = (
  { contract: { judge }, words, seed }: Session,
  { schema }: BodySpec,
  options: Parameters<typeof drawWith>[1] & object,
): ViolationContext => ({ judge, schema, draw: drawWith(words, options), seed: seed(operationId, mediaType) })

/** Flaws that are still the same flaw when they are written as XML, where all is text: one of each rule and reading. */
const flawsOf = (body: BodySpec, context: ViolationContext): readonly Flaw[] =>
  rulesOf(body.node).flatMap((rule) => {
    const isKept = (one: Violation) => isStillBroken(one, body, context)
    const violations = violationsOfRule(body.node, rule, context).filter(isKept)
    const others = elsewhere(body, rule, context).filter(isKept)
    return (['outside', 'between'] as const).flatMap((zone) => {
      const violation = violations.findLast((one) => one.zone === zone && !one.mayBeTaken)
      const other = others.find((one) => one.zone === zone)
      return violation ? [{ violation, elsewhere: other ?? violation }] : []
    })
  })

/** In the last element of a list, else amid all that is optional. */
const elsewhere = ({ node }: BodySpec, rule: Rule, context: ViolationContext): readonly Violation[] => [
  ...laterViolations(node, rule, withAll(context)),
  ...violationsOfRule(node, rule, withAll(context)),
]

const isStillBroken = (
  { at: place, keyword, zone, body }: Violation,
  { node, schema }: BodySpec,
  { judge }: ViolationContext,
): boolean => {
  // Text where elements are wanted is no value of another type: readers of XML pass over it.
  if (isOfElements(node, place) && at(body, place) !== null) return false
  const read = xml.decode(xml.encode(body, node), node)
  if (read.kind !== 'value') return false
  const broken = judge(zone === 'outside' ? 'wide' : 'strict', schema, read.value)
  return broken.length > 0 && broken.every((one) => one.keyword === keyword && pointer(one.path) === pointer(place))
}

const isOfElements = (root: SchemaNode, path: Path): boolean =>
  (typesOf(nodeAt(root, path)?.schemas.strict ?? {}) ?? []).some((type) => type === 'object' || type === 'array')

const flawCase = (session: Session, body: BodySpec, requirement: string): Case =>
  story(session, {
    id: `xml/${requirement}`,
    title: `${requirement.split('/request/')[1]} broken in XML`,
    about: [requirement],
    run: (conversation) =>
      inXml(conversation, requirement, async ({ minimal, full, accepted }, twin) => {
        const operation = session.operation(operationId)
        const flaws = await session.once(allFlaws, mediaType, async () => {
          const fixtures = await fixtureValues(session, operation, {})
          return flawsOf(body, contextOf(session, body, { fixtures, optional: minimal.accepted ? 'none' : 'all' }))
        })
        const call = accepted?.call ?? minimal.call
        const ambiguities = session.contract.requirements.find(({ id }) => id === session.id(requirement))?.ambiguities
        const labels = body.mediaTypes.filter(isXml)
        for (const flaw of flaws.filter((one) => facet(one) === requirement)) {
          const lacking = (await isHeld(conversation, twin, { flaw: flaw.violation, body }))
            ? undefined
            : unheld(flaw.violation.place)
          for (const label of labels) {
            const isFirst = label === labels[0]
            const {
              at: path,
              place,
              label: how,
              body: broken,
              zone,
            } = isFirst || !full.accepted ? flaw.violation : flaw.elsewhere
            const sent = inForm({ ...call, body: broken }, label, label)
            const exchange = await conversation.send(sent, { verbatim: true, wantsRefusal: true })
            if (exchange.outcome.kind === 'withheld' && !isFirst) break
            conversation.note(
              ...judgeRefusal(conversation, exchange, {
                requirement: session.id(requirement),
                what: `${place || 'A body'} in XML: ${how}`,
                refusal: operation.refusals.schema,
                withoutTwin: lacking,
                // To a reader that knows no nil, it is an element with nothing in it.
                ...(zone === 'between' || isOfElements(body.node, path) ? { open: ambiguities ?? [] } : {}),
              }),
            )
          }
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
    inconclusive(requirement, `no payment that holds ${place} was accepted in ${mediaType}`)
