import { isAccepted, successFacet } from '../../checks/answer.ts'
import { nodeOfPlace } from '../../contracts/schema/node.ts'
import { type Exchange, isClientError, replyOf } from '../../core/exchange.ts'
import type { Evidence } from '../../core/finding.ts'
import type { ValueClass } from '../../generators/classes.ts'
import { asWarning, refusedValid } from '../baseline-requests.ts'
import type { Conversation } from '../conversation.ts'
import { noteMade } from '../kit/read-back-cases.ts'
import type { CaseContext } from './case.ts'
import { callWith, isTakenWithout, requirementOf } from './edges.ts'
import { type Ask, type Sifted, sifted } from './sifted.ts'

/** So many requests are spent on one case; what is not told apart by then is reported as such. */
const mostRequests = 80

type Between = {
  readonly rows: readonly (readonly ValueClass[])[]
  readonly request: { readonly optional: 'all' | 'none'; readonly form: string | undefined }
}

/**
 * Values that are valid, and more than the documents promise to be taken. A reply to what is taken is judged by the
 * relations, as every reply is; what is refused is reported, as far as nothing explains it, and counted in any case.
 */
export const tryBetween = async (
  context: CaseContext,
  conversation: Conversation,
  { rows, request }: Between,
): Promise<void> => {
  const budget = { left: mostRequests }
  const ask: Ask<ValueClass> = async (row) => {
    if (budget.left <= 0) return undefined
    budget.left -= 1
    const exchange = await conversation.send(
      await callWith(context, conversation.caseId, { row, ...request, isWithinGiven: true }),
    )
    // That a value is taken shows nothing of the rule that refuses others.
    if (isAccepted(exchange)) await noteMade(context.session, exchange)
    return exchange
  }
  const { refused, unexplained } = await siftedRows(ask, rows)
  if (refused.length + unexplained.length === 0 || !(await isTakenWithout(context, conversation, request))) return
  const tooLong = await refusedForLength(
    ask,
    refused.map(({ value }) => value),
  )
  for (const { value, exchange } of refused) {
    const status = replyOf(exchange)?.status
    if (status !== undefined) conversation.refused({ requirement: homeOf(context, value), name: value.name, status })
    conversation.note(...judged(context, conversation, { value, exchange, isTooLong: tooLong.has(value) }))
  }
  for (const one of unexplained) conversation.note(...judgedTogether(context, conversation, one))
}

/** Where one value was refused, the next is not sent among others: it would cost them their request. */
const siftedRows = async (
  ask: Ask<ValueClass>,
  rows: readonly (readonly ValueClass[])[],
): Promise<Sifted<ValueClass>> => {
  const found: Sifted<ValueClass>[] = []
  const isKnown = ({ place }: ValueClass) =>
    found.some(({ refused }) => refused.some(({ value }) => value.place === place))
  for (const row of rows) {
    // Of a longest text that is refused, one that takes more room says nothing more.
    const alone = row.filter((one) => isKnown(one) && (!one.longest || one.longest.has === 'escapes'))
    const parts = [row.filter((one) => !isKnown(one)), ...alone.map((one) => [one])]
    for (const part of parts) found.push(await sifted(ask, part))
  }
  return {
    refused: found.flatMap(({ refused }) => refused),
    unexplained: found.flatMap(({ unexplained }) => unexplained),
  }
}

/** The longest texts that are refused, though as many letters are taken there, and fewer characters of the same kind. */
const refusedForLength = async (
  ask: Ask<ValueClass>,
  refused: readonly ValueClass[],
): Promise<ReadonlySet<ValueClass>> => {
  const kinds = new Set(refused.flatMap(({ longest }) => longest?.has ?? []))
  const found: ValueClass[] = []
  for (const kind of kinds) {
    const long = refused.flatMap((one) => (one.longest?.has === kind ? [{ one, longest: one.longest }] : []))
    const instead = (textOf: (each: (typeof long)[number]) => string) =>
      sifted(
        ask,
        long.map((each) => ({ ...each.one, value: textOf(each) })),
      )
    const letters = await instead(({ one: { value } }) => 'x'.repeat([...String(value)].length))
    const few = await instead(({ longest }) => longest.few)
    const refusedToo = [letters, few].flatMap((one) => [
      ...one.refused.map(({ value }) => value.place),
      ...one.unexplained.flatMap(({ row }) => row.map(({ place }) => place)),
    ])
    found.push(...long.flatMap(({ one }) => (refusedToo.includes(one.place) ? [] : [one])))
  }
  return new Set(found)
}

type Alone = { readonly value: ValueClass; readonly exchange: Exchange; readonly isTooLong: boolean }

/** What the refusal of one value comes to; nothing where the kind of member may explain it. */
const judged = (
  context: CaseContext,
  conversation: Conversation,
  { value, exchange, isTooLong }: Alone,
): readonly Evidence[] => {
  const evidence = refusedValid(conversation, {
    exchange,
    requirement: requirementOf(context, value),
    what: `A valid value at ${value.place}, ${value.name}${isTooLong ? ', where as many letters are taken' : ''},`,
    blames: { place: value.place, because: 'present' },
  })
  const { longest } = value
  // Who breaks at a few marks breaks at them anywhere: that is told where they stand in a short text.
  if (longest?.has === 'escapes' && !isTooLong) return []
  if (!isFair(exchange) || !evidence.finding) return [evidence]
  if (longest && !isTooLong) return []
  // What a text is escaped to is no length of it under any reading.
  const ambiguities = longest?.has === 'escapes' ? [] : readingsOf(context, value)
  if (ambiguities.length > 0) return [asWarning(evidence, ambiguities)]
  // No document says that a character counts for more than one; what is two units of UTF-16 is often counted so.
  if (longest && longest.has !== 'units') return [evidence]
  return longest || value.isUnlimited ? [asWarning(evidence)] : []
}

type Together = { readonly row: readonly ValueClass[]; readonly exchange: Exchange }

/** No document says that the values do not go together, and none that they do. */
const judgedTogether = (
  context: CaseContext,
  conversation: Conversation,
  { row, exchange }: Together,
): readonly Evidence[] => {
  const facet = successFacet(context.operation)
  if (facet === undefined) return []
  const which = row.slice(0, mostNamed).map(({ place, name }) => `${place} (${name})`)
  const more = row.length > mostNamed ? ` and ${row.length - mostNamed} more` : ''
  const evidence = refusedValid(conversation, {
    exchange,
    requirement: context.session.id(`${context.operation.id}/${facet}`),
    what: `A valid request with ${which.join(', ')}${more}, none of which was found to be refused alone,`,
  })
  return [isFair(exchange) ? asWarning(evidence) : evidence]
}

const mostNamed = 4

/** A refusal in good form. */
const isFair = (exchange: Exchange): boolean => isClientError(replyOf(exchange)?.status)

/** The readings under which it is fair not to take a value that the document's own words allow. */
const readingsOf = (context: CaseContext, one: ValueClass): readonly number[] => {
  const { session, operation } = context
  // How long a text may be, or how a date is written, is all that is in question.
  if (one.keyword === 'maxLength' || one.keyword === 'format')
    return session.contract.requirements.find(({ id }) => id === requirementOf(context, one))?.ambiguities ?? []
  const node = operation.body && nodeOfPlace(operation.body.node, one.place)
  return node?.ambiguities ?? []
}

/** The requirement that counts the value, or the one of its member that there is. */
const homeOf = (context: CaseContext, value: ValueClass): string => {
  const { requirements } = context.session.contract
  const own = requirementOf(context, value)
  const wanted = [
    own,
    ...['type', 'optional', 'required'].map((keyword) => requirementOf(context, { ...value, keyword })),
  ]
  return wanted.find((id) => requirements.some((one) => one.id === id)) ?? own
}
