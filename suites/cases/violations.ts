import { answerTo, excuse, isAccepted } from '../../checks/answer.ts'
import { namesCulprit } from '../../checks/names-culprit.ts'
import type { Exchange } from '../../core/exchange.ts'
import { kept, open } from '../../core/finding.ts'
import { at, brief } from '../../core/json.ts'
import { drawWith } from '../../generators/draw.ts'
import { type Violation, violationsOf } from '../../generators/violations.ts'
import { facetOf } from '../../schemas/derive.ts'
import { nodeAt } from '../../schemas/node.ts'
import { type Anchor, asReading, refusedValid } from '../anchor.ts'
import type { Conversation } from '../conversation.ts'
import { fixtureValues } from '../fixtures.ts'
import { judgeRefusal, statusFacet } from '../refusal.ts'
import { anchor, type Case, type CaseContext, talk } from './case.ts'

/** For each rule of the body, requests that break it and nothing else: each must be refused, for the right reason. */
export const violationCases = (context: CaseContext): readonly Case[] => {
  const groups = new Map<string, Violation[]>()
  for (const violation of plannedViolations(context, {})) {
    const facet = facetOf(violation.place === '' ? [] : violation.place.split('/'), violation.keyword)
    groups.set(facet, [...(groups.get(facet) ?? []), violation])
  }
  return [...groups].map(([facet, planned]) => violationCase(context, facet, planned))
}

const plannedViolations = (
  { session, operation }: CaseContext,
  fixtures: Parameters<typeof drawWith>[1] & object,
): readonly Violation[] => {
  const { body } = operation
  if (!body) return []
  return violationsOf(body.node, {
    judge: session.contract.judge,
    schema: body.schema,
    draw: drawWith(session.words, fixtures),
    seed: session.seed(operation.id, 'violations'),
  })
}

/** The violations as they are sent: with the values that the target's fixtures turned out to have. */
const actualViolations = (context: CaseContext): Promise<readonly Violation[]> =>
  context.session.once(`violations ${context.operation.id}`, async () => {
    const { minimal } = await anchor(context)
    const fixtures = await fixtureValues(context.session, context.operation, context.providers)
    return plannedViolations(context, { fixtures, optional: minimal.accepted ? 'none' : 'all' })
  })

const violationCase = (context: CaseContext, facet: string, planned: readonly Violation[]): Case =>
  talk(context, {
    facet: `violation/${facet}`,
    title: `${facet} broken`,
    about: [`request/${facet}`],
    run: async (conversation) => {
      const { session, operation } = context
      const requirement = session.id(`${operation.id}/request/${facet}`)
      const anchored = await anchor(context)
      const twinless = withoutTwin(context, anchored, planned)
      if (twinless) {
        conversation.note(open(requirement, twinless))
        return
      }
      const all = await actualViolations(context)
      const wanted = all.filter(({ place, keyword }) =>
        planned.some((one) => one.place === place && one.keyword === keyword),
      )
      for (const violation of wanted) await tryViolation(context, conversation, { violation, requirement, anchored })
    },
  })

/** A refusal proves something only where the same request without the flaw is accepted. */
const withoutTwin = (
  { operation }: CaseContext,
  { accepted, full, minimal, reason }: Anchor,
  planned: readonly Violation[],
): string | undefined => {
  if (!accepted) return reason
  const needsOptional = planned.some(({ at: path, keyword }) => {
    const parent = keyword === 'required' || keyword === 'optional' ? path.slice(0, -1) : path
    return at(minimal.call.body, parent) === undefined
  })
  const isKnown = operation.body !== undefined
  return isKnown && needsOptional && !full.accepted
    ? `no valid request that holds ${planned[0]?.place} was accepted`
    : undefined
}

type Attempt = { readonly violation: Violation; readonly requirement: string; readonly anchored: Anchor }

const tryViolation = async (
  context: CaseContext,
  conversation: Conversation,
  { violation, requirement, anchored }: Attempt,
): Promise<void> => {
  const { session, operation } = context
  const { parameters } = (anchored.accepted ?? anchored.minimal).call
  const exchange = await conversation.send(
    { operation, parameters, body: violation.body },
    { verbatim: violation.keyword !== 'required' },
  )
  if (violation.keyword === 'optional') {
    conversation.note(judgeAbsence(context, conversation, { exchange, violation, requirement }))
    return
  }
  const facet = statusFacet(operation)
  const refusal = operation.refusals.schema
  const ambiguities = session.contract.requirements.find(({ id }) => id === requirement)?.ambiguities ?? []
  conversation.note(
    ...judgeRefusal(conversation, exchange, {
      requirement,
      what: describe(violation),
      refusal,
      ...(violation.zone === 'between' ? { open: ambiguities } : {}),
      ...(facet === undefined ? {} : { status: session.id(`${operation.id}/${facet}`) }),
    }),
  )
  const rule = operation.namesCulprit
  // What only one reading refuses is often a rule between fields: there is no one field to name.
  if (
    !rule ||
    violation.zone === 'between' ||
    violation.at.length === 0 ||
    answerTo(exchange, refusal).kind !== 'refused'
  )
    return
  const node = operation.body && nodeAt(operation.body.node, violation.at)
  const spellings = node?.schemas.strict['x-assay-spellings']
  const culprit = {
    at: violation.at,
    spellings: Array.isArray(spellings) ? (spellings as string[]) : [],
    unreadable: violation.keyword === 'type' || violation.keyword === 'format' || violation.keyword === 'enum',
  }
  conversation.note(
    ...namesCulprit(session.id(`${operation.id}/${facet?.split('/')[0]}/names-the-field`), exchange, { rule, culprit }),
  )
}

/** A member that one page leaves optional and another requires: either answer is fair. */
const judgeAbsence = (
  { session }: CaseContext,
  conversation: Conversation,
  {
    exchange,
    violation,
    requirement,
  }: { readonly exchange: Exchange; readonly violation: Violation; readonly requirement: string },
) => {
  if (isAccepted(exchange)) return kept(requirement)
  const reason = excuse(exchange)
  if (reason) return open(requirement, reason)
  const evidence = refusedValid(conversation, { exchange, requirement, what: describe(violation) })
  const ambiguities = session.contract.requirements.find(({ id }) => id === requirement)?.ambiguities ?? []
  return asReading(evidence, ambiguities)
}

const describe = ({ place, keyword, label, body, at: path }: Violation): string => {
  const where = place === '' ? 'a body' : place
  if (keyword === 'required' || keyword === 'optional') return `A request without ${where}`
  return `${where}: ${label} (${brief(at(body, path), 60)})`
}
