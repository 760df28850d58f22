import { isEqual } from '../../../checks/relations/compare.ts'
import { isClientError } from '../../../core/exchange.ts'
import { warned } from '../../../core/finding.ts'
import { brief, type Json, typeOf } from '../../../core/json.ts'
import { textClasses } from '../../../generators/classes.ts'
import { answerText } from '../../baseline-requests.ts'
import type { Conversation } from '../../conversation.ts'
import { openAll } from '../story.ts'
import { claim } from './claim.ts'
import { readOrder } from './orders.ts'
import { ask, cardRequest, customName, holderOf, type ParsedReply } from './shop.ts'

const custom = 'flow/update/custom-properties'
const survives = 'flow/update/custom-properties-survive'

type Custom = { readonly name: string; readonly value: Json; readonly when: string }

export const hasCustom = (
  conversation: Conversation,
  parsed: ParsedReply,
  { name, value, when }: Custom,
  shown: Json | undefined = parsed.body[name],
) =>
  claim(conversation, parsed.exchange, {
    requirement: custom,
    holds: isEqual(shown, value),
    message: `A custom property ${when} does not come back as it was set`,
    at: `/${name}`,
    expected: JSON.stringify(value) ?? '',
    received: parsed.body[name],
  })

/** The sample's one of true and false, and made-up ones of further types; a shop may have none of them. */
const forms: readonly (readonly [name: string, first: Json, ...others: Json[]])[] = [
  ['c_replaced', true, false],
  ['c_assayNumber', 2, 1.25, 3_000_000_123, -7],
  ['c_assayList', ['one', 'two'], ['three', 'one', 'two']],
]

/** A shop that has such a property shows it: what it takes for it after that, it shows too. */
export const tellForms = async (conversation: Conversation, order: string): Promise<void> => {
  let before: ParsedReply | undefined
  for (const [name, first, ...others] of forms) {
    const parsed = await ask(conversation, 'updateOrder', { order, body: { [name]: first }, soft: true })
    if (!parsed.accepted || parsed.body[name] === undefined || parsed.body[name] === null) continue
    if (before) conversation.note(keepsCustom(conversation, { before, after: parsed, name }))
    before = parsed
    const when = `of the type ${typeOf(first)}`
    conversation.note(hasCustom(conversation, parsed, { name, value: first, when }))
    for (const value of others) {
      const again = await ask(conversation, 'updateOrder', { order, body: { [name]: value }, soft: true })
      if (again.accepted) conversation.note(hasCustom(conversation, again, { name, value, when }))
      else if (value === false && isClientError(again.status))
        conversation.note(refusesFalse(conversation, again, name))
    }
  }
}

/** What may be true may be false, though a shop may have a reason of its own. */
const refusesFalse = ({ session }: Conversation, { exchange }: ParsedReply, name: string) =>
  warned(session.id(custom), {
    message: 'A custom property that is true cannot be set to false',
    at: `/${name}`,
    expected: '200',
    received: answerText(exchange),
    exchange: exchange.id,
  })

export const giveCustom = 'give --fixture customProperty=…, a custom property of text that orders have'

export const tellCustom = async (conversation: Conversation, order: string): Promise<void> => {
  const name = customName(conversation)
  const value: Json = holderOf(conversation, 'custom')
  const parsed = await ask(conversation, 'updateOrder', { order, body: { [name]: value } })
  if (!parsed.accepted) {
    return openAll(conversation, [custom, survives], `${name} is refused; ${giveCustom}`)
  }
  const read = await readOrder(conversation, order, [custom, survives])
  if (!read) return
  const holds = (at: ParsedReply) => at.body[name] === value
  const noted = (at: ParsedReply, requirement: string, message: string) =>
    claim(conversation, at.exchange, {
      requirement,
      holds: holds(at),
      message,
      at: `/${name}`,
      expected: JSON.stringify(value),
      received: at.body[name],
    })
  conversation.note(noted(read, custom, 'The custom property that was set is not read'))
  if (!holds(read)) return openAll(conversation, [survives], 'the custom property was not kept')
  await ask(conversation, 'addNote', { order, body: { subject: 'assay', text: value } })
  const later = await readOrder(conversation, order, [survives])
  if (later) conversation.note(noted(later, survives, 'The custom property is lost by another change'))
  await tellTexts(conversation, order)
  await tellTwo(conversation, order, read)
}

/** A shop may refuse it; what it takes, it keeps whole. */
const longText = { name: 'a long text', value: Array.from({ length: 100 }, (_, place) => `long${place}`).join(' ') }

/** Texts that are easily mistaken come back as they were set. */
const tellTexts = async (conversation: Conversation, order: string): Promise<void> => {
  const name = customName(conversation)
  let last: Json | undefined
  for (const { name: kind, value } of [...textClasses, longText]) {
    const parsed = await ask(conversation, 'updateOrder', { order, body: { [name]: value }, soft: true })
    if (!parsed.accepted) continue
    conversation.note(hasCustom(conversation, parsed, { name, value, when: `set to ${kind}` }))
    last = value
  }
  const emptied = await ask(conversation, 'updateOrder', { order, body: { [name]: '' }, soft: true })
  // An empty text may well stand for none.
  const shown = emptied.body[name] ?? ''
  if (emptied.accepted && last !== undefined)
    conversation.note(hasCustom(conversation, emptied, { name, value: '', when: 'set to an empty text' }, shown))
}

/** What else is changed of an order of the story's own leaves a custom property as it is: an instrument, and a status. */
export const tellSurvival = async (conversation: Conversation, order: string): Promise<void> => {
  const name = customName(conversation)
  const value = holderOf(conversation, 'survives')
  const set = await ask(conversation, 'updateOrder', { order, body: { [name]: value }, soft: true })
  if (!set.accepted || set.body[name] !== value) return
  const card = cardRequest(conversation, { amount: 0.01, holder: holderOf(conversation, 'beside') })
  for (const [what, operation, asked] of [
    ['an instrument that is added', 'addPaymentInstrument', { body: card, skipAuthorization: true }],
    ['a status that is set', 'updateOrder', { body: { status: 'failed' } }],
  ] as const) {
    const changed = await ask(conversation, operation, { ...asked, order, soft: true })
    if (!changed.accepted) continue
    for (const parsed of [changed, await ask(conversation, 'getOrder', { order })])
      if (parsed.accepted)
        conversation.note(
          claim(conversation, parsed.exchange, {
            requirement: survives,
            holds: parsed.body[name] === value,
            message: `The custom property is lost by ${what}`,
            at: `/${name}`,
            expected: JSON.stringify(value),
            received: parsed.body[name],
          }),
        )
  }
}

type Change = { readonly before: ParsedReply; readonly after: ParsedReply; readonly name: string }

/** No custom property goes that the update does not name. */
export const keepsCustom = (conversation: Conversation, { before, after, name }: Change) => {
  const gone = customIn(before).find((one) => one !== name && after.body[one] === undefined)
  return claim(conversation, after.exchange, {
    requirement: survives,
    holds: gone === undefined,
    message: `${gone ?? 'nothing'}, which the update does not name, is gone`,
    at: `/${gone ?? name}`,
    expected: brief(before.body[gone ?? name]),
    received: after.body[gone ?? name],
  })
}

const customIn = (parsed: ParsedReply | undefined): readonly string[] =>
  Object.keys(parsed?.body ?? {}).filter((name) => name.startsWith('c_'))

/** A shop may have no custom property of this name. */
const madeUp = 'c_assayText'

/**
 * A second custom property of text that the order shows, else a made-up one, set with the first one: both come back. A shop
 * may set such a one by itself, which is seen where it is set alone.
 */
const tellTwo = async (conversation: Conversation, order: string, before: ParsedReply): Promise<void> => {
  const name = customName(conversation)
  const other = customIn(before).find((one) => one !== name && typeof before.body[one] === 'string') ?? madeUp
  const alone = holderOf(conversation, 'alone')
  const set = await ask(conversation, 'updateOrder', { order, body: { [other]: alone }, soft: true })
  if (!set.accepted || set.body[other] !== alone) return
  for (const names of [
    [name, other],
    [other, name],
  ]) {
    const both = Object.fromEntries(names.map((one) => [one, holderOf(conversation, names.join(one))]))
    const parsed = await ask(conversation, 'updateOrder', { order, body: both, soft: true })
    if (!parsed.accepted) continue
    for (const [one, value] of Object.entries(both))
      conversation.note(hasCustom(conversation, parsed, { name: one, value, when: 'set with another one' }))
  }
}
