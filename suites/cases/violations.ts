import { answerTo, excuse, isAccepted } from '../../checks/answer.ts'
import { namesCulprit } from '../../checks/names-culprit.ts'
import type { BodySpec, Contract, Operation } from '../../contracts/contract.ts'
import { facetOf } from '../../contracts/requirements/facets.ts'
import { nodeAt, type SchemaNode } from '../../contracts/schema/node.ts'
import { uniqueMembersOf } from '../../contracts/schema/unique-members.ts'
import type { Exchange } from '../../core/exchange.ts'
import { inconclusive, passed } from '../../core/finding.ts'
import { at, brief, isList, isText, type Path, withAt } from '../../core/json.ts'
import { oncePer } from '../../core/once-per.ts'
import { placeOf } from '../../core/place.ts'
import { edgesOf } from '../../generators/edges.ts'
import { type Rule, rulesOf, type Violation } from '../../generators/violations.ts'
import { asWarning, type BaselineRequests, refusedValid, takenAt } from '../baseline-requests.ts'
import type { Conversation } from '../conversation.ts'
import { judgeRefusal, statusFacet } from '../refusal.ts'
import type { Call } from '../request.ts'
import { type Twin, twinFor, violationFacet } from '../twin.ts'
import { baselineRequests, type Case, type CaseContext, talk } from './case.ts'
import { elsewhere, isLike, onlyWay, violationContext, violations } from './drawn-violations.ts'
import { takenLabels } from './taken-labels.ts'
import { takesAsMany } from './takes-several.ts'
import { explored } from './tentative.ts'

/** For each rule of the body, a request that breaks it and nothing else: it must be refused, for the right reason. */
export const violationCases = (context: CaseContext): readonly Case[] => casesOf(context, 'first')

/** The other ways to break each rule: near misses and far ones. */
export const furtherViolationCases = (context: CaseContext): readonly Case[] => casesOf(context, 'further')

/** Each way to break each rule under each label that a body may have, in the first element of a list and in the last. */
export const deepViolationCases = (context: CaseContext): readonly Case[] => casesOf(context, 'all')

type Share = 'first' | 'further' | 'all'

/** As counted at the references. */
const requestsOf: Readonly<Record<Share, number | undefined>> = { first: undefined, further: 2.8, all: 3.5 }

const titleOf: Readonly<Record<Share, string>> = {
  first: 'broken',
  further: 'broken in other ways',
  all: 'broken in every way under every label',
}

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
  const { session, operation } = context
  const facet = facetOf(rule.node.path, rule.keyword)
  const first = violationFacet(rule)
  return talk(context, {
    kind: 'violation',
    facet: share === 'first' ? first : `${first}/${share}`,
    title: `${facet} ${titleOf[share]}`,
    about: [`request/${facet}`],
    ...(requestsOf[share] === undefined ? {} : { requests: requestsOf[share] }),
    run: async (conversation, tell) => {
      const requirement = session.id(`${operation.id}/request/${facet}`)
      const baseline = await baselineRequests(context)
      if (!baseline.accepted) return conversation.note(inconclusive(requirement, baseline.reason))
      const { lacking, result } = await twinFor(context, {
        rule,
        caseId: conversation.caseId,
        violations: () => violationContext(context, body),
      })
      if (result) tell(result)
      const all = await violations(context, body, rule)
      const plainest = all.find(({ zone }) => zone === 'outside') ?? all[0]
      const attempt = { requirement, baseline, isFirst: share === 'first', lacking }
      if (share === 'first') {
        if (plainest) await tryViolation(context, conversation, { ...attempt, violation: plainest })
        return
      }
      const { later, behind, amid, around } = await elsewhere(context, body, rule)
      const others = all
        .filter((one) => one !== plainest)
        .map((one) => behind.find(isLike(one)) ?? around.find(isLike(one)) ?? one)
      const further = [...others, ...later, ...(amid ? [amid] : [])]
      const labels = await takenLabels(context, conversation, body)
      if (share === 'all') {
        for (const violation of [...all, ...later, ...(amid ? [amid] : [])])
          for (const contentType of labels)
            await tryViolation(context, conversation, { ...attempt, violation, contentType })
        return
      }
      const tried = further.length === 0 && plainest ? onlyWay(plainest, { behind, around, labels }) : further
      for (const [place, violation] of tried.entries()) {
        const contentType = labels.length > 1 ? labels[place % labels.length] : undefined
        await tryViolation(context, conversation, {
          ...attempt,
          violation,
          ...(contentType === undefined ? {} : { contentType }),
        })
      }
    },
  })
}

type Attempt = {
  readonly violation: Violation
  readonly requirement: string
  readonly baseline: BaselineRequests
  readonly isFirst: boolean
  readonly contentType?: string
  /** What the refusal of a valid request comes to where none was accepted that it differs from by the rule alone. */
  readonly lacking: Twin['lacking']
}

/** A value that must be new in each request is sent as it is where it is the one that is wrong. */
const breaksUnique = ({ body }: Operation, { place, keyword }: Violation): boolean =>
  keyword !== 'required' && body !== undefined && uniqueMembersOf(body.node).some(({ path }) => placeOf(path) === place)

const tryViolation = async (
  context: CaseContext,
  conversation: Conversation,
  { violation, requirement, baseline, isFirst, contentType, lacking }: Attempt,
): Promise<void> => {
  const { session, operation } = context
  const { parameters } = (baseline.accepted ?? baseline.minimal).call
  const exchange = await conversation.send(
    { operation, parameters, body: violation.body, ...(contentType === undefined ? {} : { contentType }) },
    {
      verbatim: { body: breaksUnique(operation, violation), parameters: [] },
      wantsRefusal: violation.keyword !== 'optional',
    },
  )
  // A further try that the budget does not reach leaves standing what the first one showed.
  if (exchange.outcome.kind === 'withheld' && !isFirst) return
  if (violation.keyword === 'optional') {
    const evidence = judgeAbsence(context, conversation, { exchange, violation, requirement })
    if (evidence.verdict === 'pass' || lacking) {
      conversation.note(evidence.verdict === 'pass' || !lacking ? evidence : lacking(requirement))
      return
    }
    conversation.note(
      (await isTakenWith(conversation, { violation, parameters, baseline, operation }))
        ? evidence
        : inconclusive(requirement, `the same request with ${violation.place} is refused too`),
    )
    return
  }
  const facet = statusFacet(operation)
  const refusal = operation.refusals.schema
  const ambiguities = ambiguitiesIn(session.contract).get(requirement) ?? []
  conversation.note(
    ...judgeRefusal(conversation, exchange, {
      requirement,
      what: describe(violation),
      at: violation.at,
      refusal,
      withoutTwin: lacking,
      ...(violation.zone === 'between' ? { open: ambiguities } : violation.mayBeTaken ? { open: [] } : {}),
      ...(facet === undefined ? {} : { status: session.id(`${operation.id}/${facet}`) }),
    }),
  )
  const rule = operation.namesCulprit
  // What only one reading refuses is often a rule between fields: there is no one field to name.
  if (
    !rule ||
    lacking ||
    violation.zone === 'between' ||
    violation.at.length === 0 ||
    answerTo(exchange, refusal).kind !== 'refused'
  )
    return
  const node = operation.body && nodeAt(operation.body.node, violation.at)
  const spellings = node?.schemas.strict['x-assay-spellings']
  const culprit = {
    at: violation.at,
    spellings: isList(spellings) ? spellings.filter(isText) : [],
    unreadable: violation.keyword === 'type' || violation.keyword === 'format' || violation.keyword === 'enum',
  }
  const named = namesCulprit(session.id(`${operation.id}/${facet?.split('/')[0]}/names-the-field`), exchange, {
    rule,
    culprit,
  })
  const isNamed = named.every(({ verdict }) => verdict === 'pass')
  if (isNamed || (await takesAsMany(violation, () => explored(context)))) conversation.note(...named)
}

type Absence = Pick<Attempt, 'violation' | 'baseline'> & Pick<Call, 'operation' | 'parameters'>

/** What is refused for another of its values is not refused for the member that it lacks. */
const isTakenWith = async (
  conversation: Conversation,
  { violation: { at: path, body }, baseline, operation, parameters }: Absence,
): Promise<boolean> => {
  const held = takenAt(baseline, path)
  if (held === undefined) return true
  return isAccepted(await conversation.send({ operation, parameters, body: withAt(body, path, held) }, { soft: true }))
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
  if (isAccepted(exchange)) return passed(requirement, exchange.id)
  const reason = excuse(exchange)
  if (reason) return inconclusive(requirement, reason)
  const ambiguities = ambiguitiesIn(session.contract).get(requirement) ?? []
  const what = `${describe(violation)}${ambiguities.length > 0 ? '' : ', which one page requires and another does not,'}`
  return asWarning(refusedValid(conversation, { exchange, requirement, what }), ambiguities)
}

const ambiguitiesIn = oncePer(
  ({ requirements }: Contract) => new Map(requirements.map(({ id, ambiguities }) => [id, ambiguities])),
)

/** `items[]/sku`, and `items[2]/sku` where it stands in a later element: servers may look at the first one only. */
const placeAt = (place: string, path: Path): string => {
  const indices = path.filter((step) => typeof step === 'number')
  if (indices.every((index) => index === 0)) return place
  return place.split('[]').reduce((text, part, index) => `${text}[${indices[index - 1] ?? ''}]${part}`)
}

export const describe = ({ place, keyword, label, body, at: path }: Violation): string => {
  const where = place === '' ? 'a body' : placeAt(place, path)
  if (keyword === 'required' || keyword === 'optional') return `A request without ${where}`
  return `${where}: ${label} (${brief(at(body, path), 60)})`
}
