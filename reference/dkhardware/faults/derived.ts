import { contentOf } from '../../engine/call.ts'
import { acceptsCredentials, acceptsStrayBytes, acceptsSyntax, ignores, slugOf } from '../../engine/families/accepts.ts'
import { breaksOff } from '../../engine/families/breaks-off.ts'
import { leaksToken, leaksTrace } from '../../engine/families/leak.ts'
import { answersStatus } from '../../engine/families/status.ts'
import { uuidOf } from '../../engine/ids.ts'
import { answersWith, replies, type When } from '../../engine/shape.ts'
import { systemError } from '../answer.ts'
import { contract, operationIds as operations, requirementId } from '../operations.ts'
import { brokenRules } from '../rules/broken-rules.ts'
import type { Rule } from '../rules/rule.ts'
import { allRules, bodyRulesFor } from '../rules/rules.ts'
import { type Row, type Switch, switchesOf } from './switch.ts'

const subject = { contract, operations }

const trace = [
  "TypeError: Cannot read properties of undefined (reading 'id')",
  '    at toOrder (/srv/orders/dist/create-order.js:41:23)',
  '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
  '    at async handle (/srv/orders/dist/server.js:112:18)',
].join('\n')

const leak = (id: string, operation: string, title: string, status = 200) => ({
  id,
  title,
  operation,
  when: replies(operation, status),
})
const [request, header, debug, stack] = [
  { place: { member: ['request', 'authorization'] } },
  { place: 'header' },
  { place: { member: ['debug'] } },
  { place: { member: ['stack'] } },
] as const

const leaks = [
  ...leaksToken([
    { ...leak('token-in-refusal', 'createOrder', 'A refused order is told its credentials', 400), ...request },
    {
      ...leak('token-in-reply-header', 'requestPayment', 'A taken payment request is told its credentials'),
      ...header,
    },
    {
      ...leak('token-in-status', 'getOrderStatus', 'The status of a submission shows the credentials of the call'),
      place: { member: ['debug', 'authorization'] },
    },
  ]),
  ...leaksTrace(trace, [
    { ...leak('stack-trace-in-refusal', 'createOrder', 'A refused order gets a stack trace', 400), ...stack },
    { ...leak('stack-trace-in-reply', 'requestPayment', 'A taken payment request gets a stack trace'), ...debug },
    { ...leak('stack-trace-in-status', 'getOrderStatus', 'The status of a submission holds a stack trace'), ...debug },
  ]),
]

const ruleOf500 = 'createOrder/request/customerOrder/items[]/mpn/maxLength'

const breaksMpn: When = (answer, call) =>
  replies('createOrder', 400)(answer, call) &&
  brokenRules(bodyRulesFor('createOrder'), contentOf(call)).some(
    ({ requirement }) => requirement === requirementId(ruleOf500),
  )

const status = (id: string, operation: string, [wanted, given]: readonly [number, number], facet: string) => ({
  id,
  title: `${operation} answers ${given} in place of ${wanted}`,
  requirement: `${operation}/${facet}`,
  when: replies(operation, wanted),
  status: given,
})

const statuses = answersStatus([
  status('create-answers-201', 'createOrder', [200, 201], 'response.200/status'),
  status('payment-answers-201', 'requestPayment', [200, 201], 'response.200/status'),
  {
    ...status('status-answers-203', 'getOrderStatus', [200, 203], 'response.200/status'),
    also: ['flow/submission-lifecycle/submission-is-known'],
  },
  status('invalid-order-answered-422', 'createOrder', [400, 422], 'error.400/validation'),
  status('invalid-payment-answered-422', 'requestPayment', [400, 422], 'error.400/validation'),
  ...operations.map((operation) =>
    status(`fails-inside-with-503-at-${operation}`, operation, [500, 503], 'error.500/system'),
  ),
])

const longMpn: Row = {
  id: 'long-mpn-answered-500',
  title: 'An order with an mpn that is too long is answered 500',
  requirement: 'createOrder/error.400/validation',
  also: [ruleOf500],
  hooks: answersWith(breaksMpn, (_, { text }) => systemError(uuidOf('trace', text))),
}

/** Operations other than createOrder are told by name. */
const slug =
  (operation: string) =>
  ({ place }: Pick<Rule, 'place'>): string =>
    [...(operation === 'createOrder' ? [] : [operation]), slugOf(place).replace('\u0441', 'c')].join('.')

/** Stories that ask for what a rule forbids under the strict reading only: who ignores the rule answers them otherwise. */
const asks: Readonly<Record<string, string>> = {
  'getOrderStatus/request/submissionId/required': 'getOrderStatus/flow/other-case',
  'createOrder/malformed-json': 'createOrder/flow/trailing-comma',
}

const also = (operation: string, facet: string): readonly string[] => {
  const asked = asks[`${operation}/${facet}`]
  // A number as text is of the wrong type under the strict reading; where no text is refused, it passes too.
  const type = facet.endsWith('/format') ? [`${operation}/${facet.replace(/format$/, 'type')}`] : []
  return [...type, ...(asked === undefined ? [] : [asked])]
}

/** What breaks a disputed rule is taken by some fair reading: to ignore such a rule is no fault. */
const rules = allRules.filter(({ disputed }) => !disputed)
const isContext = ({ place }: Rule): boolean => place[0]?.startsWith('header.') === true
const ignoring = (which: (rule: Rule) => boolean) =>
  operations.flatMap((operation) =>
    ignores(
      { contract, operations: [operation], at: () => '' },
      rules.filter((rule) => rule.operation === operation && which(rule)),
      { also, slug: slug(operation) },
    ),
  )

export const derivedFaults: readonly Switch[] = [
  ...switchesOf('status', [...statuses, longMpn]),
  ...switchesOf('credentials', acceptsCredentials(subject)),
  ...switchesOf('wire', breaksOff(subject, ['reset', 'cut-short', 'stall', 'silence', 'not-http'], { status: 200 })),
  ...switchesOf('leak', leaks),
  ...switchesOf(
    'constraint',
    ignoring((rule) => !isContext(rule)),
  ),
  ...switchesOf('credentials', ignoring(isContext)),
  ...switchesOf('constraint', [
    ...acceptsSyntax(subject, ['empty-body', 'malformed-json', 'truncated-json'], { also }),
    ...acceptsStrayBytes(subject),
    ...acceptsSyntax(subject, ['wrong-method'], {
      // Most other methods come without a body, and that must not save the service.
      besides:
        (operation) =>
        (requirement, { method }) =>
          method !== 'POST' &&
          ['protocol/', 'request/'].some((facet) => requirement.startsWith(requirementId(`${operation}/${facet}`))),
    }),
  ]),
]
