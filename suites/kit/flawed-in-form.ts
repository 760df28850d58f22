import { excuse, isAccepted } from '../../checks/answer.ts'
import type { BodySpec, Operation } from '../../contracts/contract.ts'
import type { AlikeForm } from '../../contracts/relations/relation.ts'
import { facetOf } from '../../contracts/requirements/facets.ts'
import { type Exchange, isClientError, replyOf } from '../../core/exchange.ts'
import { type Evidence, failed, warned } from '../../core/finding.ts'
import { placeOf } from '../../core/place.ts'
import { type Rule, rulesOf } from '../../generators/violations.ts'
import { answerText } from '../baseline-requests.ts'
import type { CaseContext } from '../cases/case.ts'
import { violations } from '../cases/drawn-violations.ts'
import { describe } from '../cases/violations.ts'
import { isWrongAsText } from '../cases/wrong-as-text.ts'
import type { Conversation } from '../conversation.ts'
import type { Call } from '../request.ts'
import { inForm } from './in-form.ts'

type Asked = { readonly form: AlikeForm; readonly call: Call }

/** A request with one rule broken, as it was answered. */
type Tried = { readonly rule: Rule; readonly what: string; readonly exchange: Exchange }

/** What a body in another form may break. */
export const flawFacets = ({ id, body }: Operation): readonly string[] =>
  body ? rulesIn(body).map(({ node, keyword }) => `${id}/request/${facetOf(node.path, keyword)}`) : []

const rulesIn = ({ node }: BodySpec): readonly Rule[] => rulesOf(node).filter(({ keyword }) => keyword !== 'optional')

/**
 * The rules of a body hold in whichever form it is sent: each is broken once. Who refuses none of the flaws at a place
 * may look for its members elsewhere in a form that no page shows.
 */
export const tryFlawed = async (
  conversation: Conversation,
  context: CaseContext,
  { form, call }: Asked,
): Promise<void> => {
  const { body } = context.operation
  if (!body) return
  const tried: Tried[] = []
  for (const rule of rulesIn(body)) {
    const flaw = (await violations(context, body, rule)).find(
      (one) => one.zone === 'outside' && one.mayBeTaken !== true && isWrongAsText(rule, one),
    )
    if (!flaw) continue
    const exchange = await conversation.sendUnjudged(inForm({ ...call, body: flaw.body }, form))
    if (exchange.outcome.kind === 'withheld') break
    tried.push({ rule, what: describe(flaw), exchange })
  }
  const read = new Set(tried.filter(({ exchange }) => isRefused(exchange)).map(({ rule }) => homeOf(rule)))
  conversation.note(
    ...tried.filter(({ exchange }) => isAccepted(exchange)).map((one) => evidenceOf(context, { ...one, form, read })),
  )
}

const isRefused = (exchange: Exchange): boolean =>
  isClientError(replyOf(exchange)?.status) && excuse(exchange) === undefined

/** The object whose member a rule is about. */
const homeOf = ({ node }: Rule): string => placeOf(node.path.slice(0, -1))

type Taken = Tried & Pick<Asked, 'form'> & { readonly read: ReadonlySet<string> }

const evidenceOf = ({ session, operation }: CaseContext, { rule, what, exchange, form, read }: Taken): Evidence => {
  const requirement = session.id(`${operation.id}/request/${facetOf(rule.node.path, rule.keyword)}`)
  const finding = {
    message: `${what}, sent ${form.what}, is accepted`,
    at: 'status',
    expected: operation.refusals.schema.status.join(' or ') || 'a refusal',
    received: answerText(exchange),
    exchange: exchange.id,
  }
  return read.has(homeOf(rule)) || form.open.length === 0
    ? failed(requirement, finding)
    : warned(requirement, { ...finding, ambiguities: form.open })
}
