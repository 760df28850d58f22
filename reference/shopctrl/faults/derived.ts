import { isObject } from '../../../core/json.ts'
import { contentOf } from '../../engine/call.ts'
import {
  accepts,
  acceptsCredentials,
  acceptsStrayBytes,
  acceptsSyntax,
  ignores,
} from '../../engine/families/accepts.ts'
import { breaksOff } from '../../engine/families/breaks-off.ts'
import { leaksToken, leaksTrace } from '../../engine/families/leak.ts'
import { replies, type When } from '../../engine/shape.ts'
import { type Switch, switchesOf } from '../../engine/switch.ts'
import { paymentRules } from '../rules.ts'
import { contract, operation } from '../service.ts'

const subject = { contract, operations: [operation], at: () => '' }

const trace = [
  'System.FormatException: Input string was not in a correct format.',
  '   at Orders.Payments.Read(String text) in C:\\src\\Payments.cs:line 41',
  '   at Orders.Payments.Add(Request request) in C:\\src\\Payments.cs:line 17',
].join('\n')

const refused = { operation, when: replies(operation, 400), place: 'text' } as const
const taken = { operation, when: replies(operation, 200), place: 'header' } as const

const hasNote: When = (_, call) => {
  const sent = contentOf(call)
  return isObject(sent) && typeof sent['Note'] === 'string'
}

const noted = { operations: [operation], at: () => '-with-note' }

/** A date without a time is one of the flaws of dates. */
const dateOnly = (_: string, facet: string): readonly string[] =>
  facet === 'request/PaymentDate/format' ? [`${operation}/flow/date-only`] : []

/** What breaks a disputed rule is taken by some fair reading. */
const rules = paymentRules.filter(({ disputed }) => !disputed)

export const derivedFaults: readonly Switch[] = [
  ...switchesOf(contract, 'wire', [
    // There is no other operation.
    ...breaksOff(subject, ['reset', 'cut-short', 'stall', 'not-http'], { status: 200, unusable: true }),
    ...breaksOff(noted, ['reset'], { status: 200, only: hasNote }),
  ]),
  ...switchesOf(contract, 'leak', [
    ...leaksToken([
      { id: 'token-in-refusal', title: 'A refusal holds the credentials it was asked with', ...refused },
      { id: 'token-in-reply-header', title: 'A reply carries the credentials in a header', ...taken },
    ]),
    ...leaksTrace(trace, [{ id: 'stack-trace-in-refusal', title: 'A refusal holds a stack trace', ...refused }]),
  ]),
  ...switchesOf(contract, 'constraint', [
    ...ignores(subject, rules, { also: dateOnly }),
    ...acceptsStrayBytes(subject),
    ...acceptsSyntax(subject, [
      ...(['empty-body', 'malformed-json', 'truncated-json', 'malformed-xml', 'truncated-xml'] as const),
      ...(['xml-root', 'wrong-method'] as const),
    ]),
    accepts(contract, {
      id: 'takes-order-of-letters',
      title: 'Takes a payment of an order that is no number',
      requirement: `${operation}/request/path.orderId/type`,
    }),
  ]),
  ...switchesOf(contract, 'credentials', acceptsCredentials(subject)),
]
