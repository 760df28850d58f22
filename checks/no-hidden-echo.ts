import { hiddenNodes } from '../contracts/hidden.ts'
import type { WireReply } from '../core/exchange.ts'
import { failed, passed } from '../core/finding.ts'
import { at, isObject, type Path, pointer } from '../core/json.ts'
import { firstAt, placeOf } from '../core/place.ts'
import { type Check, finding, parsed } from './check.ts'

/** Card numbers and codes as they are; what was made too long on purpose is filled with what other values hold too. */
const digitsOnly = /^\d{3,}$/

/** Shorter texts may stand in a reply by chance; only a member with just this value shows them. */
const telling = 8

export const noHiddenEcho: Check = {
  rule: 'What is marked x-assay-hidden, such as a card number, comes back in no reply (PCI DSS 3.4).',
  run(context) {
    const { outcome, request } = context.exchange
    const hidden = hiddenNodes(context.operation)
    if (outcome.kind !== 'reply' || request.body === undefined || hidden.length === 0) return []
    const sent = jsonIn(request.body)
    return hidden.flatMap(({ path }) => {
      const value = at(sent, firstAt(path))
      if (typeof value !== 'string' || !digitsOnly.test(value)) return []
      const requirement = context.id(`security/hidden/${placeOf(path)}`)
      const shown = shownIn(outcome.reply, value)
      if (shown === undefined) return [passed(requirement, context.exchange.id)]
      return [
        failed(
          requirement,
          finding(context, {
            message: `The reply holds the ${path.at(-1)} that was sent`,
            at: shown,
            expected: 'it is in no reply',
            received: 'the whole value',
          }),
        ),
      ]
    })
  },
}

/** Where a reply's body holds a hidden value; undefined where it does not. Bodies that are no JSON count as one text. */
export const placeIn = (body: string, value: string): string | undefined =>
  shownIn({ status: 0, headers: {}, ms: 0, body }, value)

const shownIn = (reply: WireReply, value: string): string | undefined => {
  const read = parsed(reply)
  if (!read) return reply.body.includes(value) && value.length >= telling ? '' : undefined
  const found = pathOf(read.value, value)
  return found && pointer(found)
}

const pathOf = (current: unknown, value: string): Path | undefined => {
  const members = Array.isArray(current) ? current.entries() : isObject(current) ? Object.entries(current) : []
  for (const [name, member] of members) {
    const below = pathOf(member, value)
    if (below) return [name, ...below]
  }
  const text = typeof current === 'string' || typeof current === 'number' ? String(current) : ''
  return text === value || (value.length >= telling && digits(text).includes(value)) ? [] : undefined
}

/** Card numbers are also written in groups. */
const digits = (text: string): string => (/^[\d -]+$/.test(text) ? text.replace(/[ -]/g, '') : text)

const jsonIn = (text: string): unknown => parsed({ status: 0, headers: {}, ms: 0, body: text })?.value
