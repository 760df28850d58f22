import { alike, type Shown } from '../../checks/relations/alike.ts'
import { isEqual } from '../../checks/relations/compare.ts'
import { evidenceOf, type RelationFinding } from '../../checks/relations/relation-result.ts'
import { parseXml } from '../../contracts/codec/xml-tree.ts'
import type { Operation } from '../../contracts/contract.ts'
import type { Alike, AlikeCall, AlikeForm } from '../../contracts/relations/relation.ts'
import { typesOf } from '../../contracts/schema/schema.ts'
import { type Exchange, isClientError, replyOf } from '../../core/exchange.ts'
import { type Evidence, failed, warned } from '../../core/finding.ts'
import { brief, isObject, type Json } from '../../core/json.ts'
import { bodyOf } from '../../core/made.ts'
import { isXmlType } from '../../core/media-type.ts'
import { answerText } from '../baseline-requests.ts'
import type { Conversation } from '../conversation.ts'
import type { Call } from '../request.ts'
import { inForm } from './in-form.ts'

type Asked = { readonly relation: Alike; readonly call: AlikeCall; readonly form: AlikeForm; readonly plain: Call }

/** Nothing has this name. */
const unknown = 'assay-no-such-thing'

/**
 * What refuses a call refuses it in the form that is asked for, too, and says the same: the call is sent about a thing that
 * does not exist. Two plain ones tell what of a refusal is the same each time.
 */
export const tryRefused = async (conversation: Conversation, { plain, ...asked }: Asked): Promise<void> => {
  const name = keyOfExisting(plain.operation, asked.call)
  // What is written to what does not exist would be looked for elsewhere.
  if (name === undefined || plain.operation.body) return
  const about: Call = { ...plain, parameters: { ...plain.parameters, [name]: unknown } }
  const [one, again] = [await conversation.sendUnjudged(about), await conversation.sendUnjudged(about)]
  const said = steady(bodyOf(one), bodyOf(again))
  if (!isRefusal(one) || !isRefusal(again) || !isObject(said)) return
  const other = await conversation.sendUnjudged(inForm(about, asked.form))
  if (replyOf(other)) conversation.note(...refusedAlike(conversation, { ...asked, one, said, other }))
}

/** The parameter that names something that exists: under another name there is nothing, and nothing is made. */
const keyOfExisting = ({ parameters }: Operation, { key }: AlikeCall): string | undefined => {
  const found = parameters.find(
    ({ in: where, name }) => where === 'path' && key?.in === 'path' && name === key.steps[0],
  )
  const { strict } = found?.node.schemas ?? {}
  return found && strict && 'x-assay-fixture' in strict && typesOf(strict)?.join() === 'string'
    ? `path.${found.name}`
    : undefined
}

const isRefusal = (exchange: Exchange): boolean => isClientError(replyOf(exchange)?.status)

/** What two values have in common. */
const steady = (one: Json | undefined, other: Json | undefined): Json | undefined => {
  if (!isObject(one) || !isObject(other)) return isEqual(one ?? null, other ?? null) ? one : undefined
  return Object.fromEntries(
    Object.entries(one).flatMap(([name, value]) => {
      const left = steady(value, other[name])
      return left === undefined ? [] : [[name, left]]
    }),
  )
}

type Refused = Omit<Asked, 'plain'> & { readonly one: Exchange; readonly said: Json; readonly other: Exchange }

const refusedAlike = (
  { session }: Conversation,
  { relation, form, one, said, other }: Refused,
): readonly Evidence[] => {
  const reply = replyOf(other)
  const { offered, open, what } = form
  if (!reply || offered === undefined || form.reply === undefined) return []
  const found = (message: string, more: Pick<RelationFinding, 'at' | 'expected'>) => ({
    message: `A call ${what} about what does not exist ${message}`,
    ...more,
    received: answerText(other),
    exchange: other.id,
    rests: [one.id],
  })
  const wide = open.length > 0 ? { ambiguities: open } : {}
  if (!isClientError(reply.status)) {
    const finding = found(`is answered ${reply.status}`, { at: 'status', expected: answerText(one) })
    return [failed(session.id(form.reply), finding)]
  }
  if (!isXmlType(reply.headers['content-type'])) {
    const finding = found('is refused in another form', { at: 'header content-type', expected: `a reply ${what}` })
    return [warned(session.id(offered), { ...finding, ...wide })]
  }
  const document = parseXml(reply.body)
  if ('why' in document) {
    const finding = found('is answered by no XML', { at: 'body', expected: 'an XML document' })
    return [failed(session.id(offered), { ...finding, received: `${document.why}: ${brief(reply.body, 120)}` })]
  }
  const { root } = document
  // The one part that it consists of may be the whole document.
  const isPart = !root.children.some(({ name }) => name === root.name)
  const part = isPart && isObject(said) ? said[root.name] : undefined
  const shown: Shown = { kind: 'xml', root }
  return alike(relation, form, { plain: isObject(part) ? part : said, other: shown }).map((result) =>
    evidenceOf(result, { id: (facet) => session.id(facet), exchange: other.id }),
  )
}
