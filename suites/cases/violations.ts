import { answerTo, excuse, isAccepted } from '../../checks/answer.ts'
import { namesCulprit } from '../../checks/names-culprit.ts'
import type { Exchange } from '../../core/exchange.ts'
import { kept, open } from '../../core/finding.ts'
import { at, brief } from '../../core/json.ts'
import { oncePer } from '../../core/once-per.ts'
import { firstAt, placeOf } from '../../core/place.ts'
import { drawWith } from '../../generators/draw.ts'
import { edgesOf } from '../../generators/edges.ts'
import {
  type Rule,
  rulesOf,
  type Violation,
  type ViolationContext,
  violationsOfRule,
} from '../../generators/violations.ts'
import { keepsTypes } from '../../schemas/codec/codecs.ts'
import type { BodySpec, Contract } from '../../schemas/contract.ts'
import { facetOf } from '../../schemas/derive.ts'
import { nodeAt, type SchemaNode } from '../../schemas/node.ts'
import { type Anchor, asReading, refusedValid } from '../anchor.ts'
import type { Conversation } from '../conversation.ts'
import { fixtureValues } from '../fixtures.ts'
import { judgeRefusal, statusFacet } from '../refusal.ts'
import { anchor, type Case, type CaseContext, talk } from './case.ts'

/** For each rule of the body, a request that breaks it and nothing else: it must be refused, for the right reason. */
export const violationCases = (context: CaseContext): readonly Case[] => casesOf(context, 'first')

/** The other ways to break each rule: near misses and far ones. */
export const furtherViolationCases = (context: CaseContext): readonly Case[] => casesOf(context, 'further')

type Share = 'first' | 'further'

const casesOf = (context: CaseContext, share: Share): readonly Case[] => {
  const { body } = context.operation
  return body ? untriedFirst(body.node).map((rule) => violationCase(context, { body, rule, share })) : []
}

/** Bounds that valid requests have met already come after the rules that nothing has been seen of. */
const untriedFirst = (root: SchemaNode): readonly Rule[] => {
  const met = new Set(edgesOf(root).map(({ place, keyword }) => `${place} ${keyword}`))
  const isMet = ({ node, keyword }: Rule) => met.has(`${placeOf(node.path)} ${keyword}`)
  return [...rulesOf(root)].sort((one, other) => Number(isMet(one)) - Number(isMet(other)))
}

type Wanted = { readonly body: BodySpec; readonly rule: Rule; readonly share: Share }

const violationCase = (context: CaseContext, { body, rule, share }: Wanted): Case => {
  const facet = facetOf(rule.node.path, rule.keyword)
  return talk(context, {
    kind: 'violation',
    facet: share === 'first' ? `violation/${facet}` : `violation/${facet}/further`,
    title: share === 'first' ? `${facet} broken` : `${facet} broken in other ways`,
    about: [`request/${facet}`],
    run: async (conversation) => {
      const requirement = context.session.id(`${context.operation.id}/request/${facet}`)
      const anchored = await anchor(context)
      const twinless = withoutTwin(anchored, rule)
      if (twinless) {
        conversation.note(open(requirement, twinless))
        return
      }
      const all = await violations(context, body, rule)
      const first = all.find(({ zone }) => zone === 'outside') ?? all[0]
      for (const violation of all.filter((one) => (one === first) === (share === 'first'))) {
        await tryViolation(context, conversation, { violation, requirement, anchored, isFirst: violation === first })
      }
    },
  })
}

/** Drawn with the values that the target's fixtures turned out to have, and around what it was seen to take. */
const violations = async (
  { session, operation, providers }: CaseContext,
  body: BodySpec,
  rule: Rule,
): Promise<readonly Violation[]> => {
  const context = await session.once(`violations ${operation.id}`, async (): Promise<ViolationContext> => {
    const { minimal } = await anchor({ session, operation, providers })
    const fixtures = await fixtureValues(session, operation, providers)
    return {
      judge: session.contract.judge,
      schema: body.schema,
      draw: drawWith(session.words, { fixtures, optional: minimal.accepted ? 'none' : 'all', numbers: 'plain' }),
      seed: session.seed(operation.id, 'violations'),
    }
  })
  return session.once(`violations ${operation.id} ${facetOf(rule.node.path, rule.keyword)}`, async () =>
    violationsOfRule(body.node, rule, context).filter(
      (violation) => keepsTypes(body.mediaType) || isTextual(rule, violation),
    ),
  )
}

/** Whether a violation is still one where all values are text: a member left out, or text that is wrong as text. */
const isTextual = ({ node, keyword }: Rule, { body, at: path }: Violation): boolean =>
  keyword === 'required' ||
  keyword === 'optional' ||
  (keyword !== 'type' && [node.schemas.strict['type']].flat().includes('string') && typeof at(body, path) === 'string')

/** A refusal proves something only where the same request without the flaw is accepted. */
const withoutTwin = ({ accepted, full, minimal, reason }: Anchor, { node, keyword }: Rule): string | undefined => {
  if (!accepted) return reason
  const isPresence = keyword === 'required' || keyword === 'optional'
  const path = firstAt(isPresence ? node.path.slice(0, -1) : node.path)
  if (full.accepted || at(minimal.call.body, path) !== undefined) return undefined
  return `no valid request that holds ${placeOf(node.path)} was accepted`
}

type Attempt = {
  readonly violation: Violation
  readonly requirement: string
  readonly anchored: Anchor
  readonly isFirst: boolean
}

const tryViolation = async (
  context: CaseContext,
  conversation: Conversation,
  { violation, requirement, anchored, isFirst }: Attempt,
): Promise<void> => {
  const { session, operation } = context
  const { parameters } = (anchored.accepted ?? anchored.minimal).call
  const exchange = await conversation.send(
    { operation, parameters, body: violation.body },
    { verbatim: violation.keyword !== 'required' },
  )
  // A further try that the budget does not reach leaves standing what the first one showed.
  if (exchange.outcome.kind === 'withheld' && !isFirst) return
  if (violation.keyword === 'optional') {
    conversation.note(judgeAbsence(context, conversation, { exchange, violation, requirement }))
    return
  }
  const facet = statusFacet(operation)
  const refusal = operation.refusals.schema
  const ambiguities = ambiguitiesIn(session.contract).get(requirement) ?? []
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
  const ambiguities = ambiguitiesIn(session.contract).get(requirement) ?? []
  return asReading(evidence, ambiguities)
}

const ambiguitiesIn = oncePer(
  ({ requirements }: Contract) => new Map(requirements.map(({ id, ambiguities }) => [id, ambiguities])),
)

const describe = ({ place, keyword, label, body, at: path }: Violation): string => {
  const where = place === '' ? 'a body' : place
  if (keyword === 'required' || keyword === 'optional') return `A request without ${where}`
  return `${where}: ${label} (${brief(at(body, path), 60)})`
}
