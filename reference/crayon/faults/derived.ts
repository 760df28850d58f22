import { textOf } from '../../engine/answer.ts'
import { acceptsCredentials, acceptsStrayBytes, acceptsSyntax, ignores } from '../../engine/families/accepts.ts'
import { breaksOff } from '../../engine/families/breaks-off.ts'
import { usualAt } from '../../engine/families/derived.ts'
import { leaksToken, leaksTrace } from '../../engine/families/leak.ts'
import { answersStatus } from '../../engine/families/status.ts'
import { replies, type When } from '../../engine/shape.ts'
import { type Switch, switchesOf } from '../../engine/switch.ts'
import { orderRules } from '../rules.ts'
import { contract, operations, paths } from '../service.ts'

const subject = { contract, operations }
const addresses = (facet: string) => () => [`flow/two-addresses/${facet}`]

const crashes =
  (operation: string): When =>
  (answer, call) =>
    replies(operation, 404)(answer, call) && textOf(answer).includes('customer tenant')

const unread =
  (operation: string): When =>
  (answer, call) =>
    replies(operation, 400)(answer, call) && (call.body.kind === 'malformed' || call.body.kind === 'truncated')

const isElsewhere =
  (operation: string): When =>
  (answer, call) =>
    replies(operation, 404)(answer, call) && !Object.values(paths).includes(call.path)

const isAnonymous =
  (operation: string): When =>
  (answer, call) =>
    replies(operation, 401)(answer, call) && call.headers.get('authorization') === null

const statuses = operations.flatMap((operation) => {
  const [taken, refused] = [replies(operation, 204), replies(operation, 400)]
  const at = usualAt(operation)
  return answersStatus([
    ...[201, 202].map((status) => ({
      id: `answers-${status}${at}`,
      title: `An order taken by ${operation} is answered ${status}`,
      requirement: `${operation}/response.204/status`,
      when: taken,
      status,
    })),
    {
      id: `flaw-answered-422${at}`,
      title: `What is wrong with an order is answered 422 by ${operation}`,
      requirement: `${operation}/error.400/bad-request`,
      also: [`${operation}/protocol/empty-body`],
      when: refused,
      status: 422,
    },
    {
      id: `malformed-crashes-${operation}`,
      title: `${operation} answers 500 to what is not JSON`,
      requirement: `${operation}/error.400/bad-request`,
      also: ['flow/two-addresses/syntax'],
      when: unread(operation),
      status: 500,
    },
    {
      id: `unknown-address-is-a-bad-request${at}`,
      title: `What is no address below ${operation} is answered 400`,
      requirement: `${operation}/error.404/unknown-address`,
      when: isElsewhere(operation),
      status: 400,
    },
    {
      id: `missing-credentials-answered-403${at}`,
      title: `${operation} answers 403 to those who have no credentials`,
      requirement: `${operation}/auth/missing`,
      when: isAnonymous(operation),
      status: 403,
    },
    {
      id: `unknown-customer-crashes-${operation}`,
      title: `${operation} answers 500 for a customer that does not exist`,
      requirement: `${operation}/error.404/unknown-customer`,
      when: crashes(operation),
      status: 500,
    },
  ])
})

const trace = [
  'System.FormatException: Input string was not in a correct format.',
  '   at Orders.Checkout.Read(String text) in C:\\src\\Checkout.cs:line 41',
  '   at Orders.Checkout.Handle(Request request) in C:\\src\\Checkout.cs:line 17',
].join('\n')

const leaks = operations.flatMap((operation) => {
  const refused = { operation, when: replies(operation, 400), place: 'text' } as const
  const taken = { operation, when: replies(operation, 204), place: 'header' } as const
  const at = usualAt(operation)
  return [
    ...leaksToken([
      { id: `token-in-refusal${at}`, title: `A refusal of ${operation} holds the credentials of the call`, ...refused },
      { id: `token-in-reply-header${at}`, title: `The success of ${operation} tells the credentials`, ...taken },
    ]),
    ...leaksTrace(trace, [
      { id: `stack-trace-in-refusal${at}`, title: `A refusal of ${operation} holds a stack trace`, ...refused },
    ]),
  ]
})

/** Two blanks before the token are another form of credentials. */
const twoBlanks = (operation: string, flaw: string): readonly string[] =>
  operation === 'checkout' && flaw === 'malformed' ? ['checkout/flow/blanks-before-token'] : []

/** What breaks a disputed rule is taken by some fair reading; members of maps have no name to be broken at. */
const rules = orderRules.filter(({ disputed, place }) => !disputed && !place.includes('*'))

export const derivedFaults: readonly Switch[] = [
  ...switchesOf(contract, 'status', statuses),
  ...switchesOf(
    contract,
    'credentials',
    acceptsCredentials(subject, {
      also: (operation, flaw) => ['flow/two-addresses/credentials', ...twoBlanks(operation, flaw)],
    }),
  ),
  ...switchesOf(contract, 'leak', leaks),
  ...switchesOf(contract, 'wire', breaksOff(subject, ['reset', 'silence', 'not-http'], { status: 204 })),
  ...switchesOf(contract, 'constraint', [
    ...acceptsSyntax(subject, ['empty-body', 'malformed-json', 'truncated-json'], { also: addresses('syntax') }),
    ...acceptsStrayBytes(subject),
    ...acceptsSyntax(subject, ['wrong-method']),
    ...ignores(subject, rules, { also: addresses('schema') }),
  ]),
]
