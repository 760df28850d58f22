import { at, isList } from '../../../core/json.ts'
import type { Answer } from '../../engine/answer.ts'
import type { Call } from '../../engine/call.ts'
import { accepts } from '../../engine/families/accepts.ts'
import { answersWith, replies, withStatus } from '../../engine/shape.ts'
import { type Switch, switchesOf } from '../../engine/switch.ts'
import { contract, operations, orderOf, paths } from '../service.ts'

/** The numbers under which orders were taken. */
const looksAtNewNumbersOnly = (operation: string) => {
  const used = new Set<unknown>()
  const numberOf = (call: Call): unknown => at(orderOf(call), ['externalOrderId'])
  return {
    overlooks: (requirement: string, call: Call) =>
      requirement.startsWith(`${contract}/${operation}/request/`) && used.has(numberOf(call)),
    answers: (answer: Answer, call: Call) => {
      if (call.operation === operation && answer.status === 204 && numberOf(call) !== undefined)
        used.add(numberOf(call))
      return answer
    },
  }
}

const linesOf = (call: Call): number => {
  const lines = at(orderOf(call), ['orderLines'])
  return isList(lines) ? lines.length : 0
}

/** What only an order can do wrong: to come back, to be for nobody, to be taken anywhere. */
export const ownFaults: readonly Switch[] = switchesOf(contract, 'status', [
  {
    id: 'legacy-address-answers-200',
    title: 'The legacy address answers 200 to what the preferred one answers 204',
    requirement: 'flow/two-addresses/valid',
    also: ['checkoutLegacy/response.204/status'],
    hooks: withStatus(replies('checkoutLegacy', 204), 200),
  },
  {
    id: 'legacy-address-takes-one-line',
    title: 'The legacy address refuses orders of more than one line',
    requirement: 'flow/two-addresses/valid',
    also: ['checkoutLegacy/request/orderLines/type', 'checkoutLegacy/response.204/status'],
    hooks: answersWith(
      (answer, call) => replies('checkoutLegacy', 204)(answer, call) && linesOf(call) > 1,
      (answer) => ({ ...answer, status: 400 }),
    ),
  },
  ...operations.flatMap((operation) => [
    {
      id: `get-performs-${operation}`,
      title: `GET is answered as POST is by ${operation}`,
      requirement: `${operation}/protocol/wrong-method`,
      hooks: answersWith(
        (answer, call) => replies(operation, 405)(answer, call) && call.method === 'GET',
        () => ({ status: 204, headers: {}, body: null }),
      ),
    },
    {
      id: `token-in-address-taken-at-${operation}`,
      title: `${operation} takes a token that stands in the address only`,
      requirement: `${operation}/auth/missing`,
      hooks: {
        overlooks: (requirement: string, { query }: Call) =>
          requirement === `${contract}/${operation}/auth/missing` && query.has('access_token'),
      },
    },
    {
      id: `nothing-taken-of-nobody-at-${operation}`,
      title: `${operation} takes an empty body of those who have no credentials`,
      requirement: `${operation}/auth/missing`,
      hooks: {
        overlooks: (requirement: string, { headers, text }: Call) =>
          [`${operation}/auth/missing`, `${operation}/protocol/empty-body`].some(
            (one) => requirement === `${contract}/${one}`,
          ) &&
          headers.get('authorization') === null &&
          text === '',
      },
    },
    {
      id: `anybody-is-let-in-by-a-slash-at-${operation}`,
      title: `${operation} asks for no credentials at its address with a slash at the end`,
      requirement: `${operation}/auth/missing`,
      also: [`${operation}/auth/unknown`, ...(operation === 'checkout' ? ['checkout/flow/trailing-slash'] : [])],
      hooks: {
        overlooks: (requirement: string, { path }: Call) =>
          ['auth/missing', 'auth/unknown', 'error.404/unknown-address'].some(
            (one) => requirement === `${contract}/${operation}/${one}`,
          ) && path === `${paths[operation]}/`,
      },
    },
    {
      id: `answers-200-with-order-at-${operation}`,
      title: `An order taken by ${operation} is answered 200 and comes back`,
      requirement: `${operation}/response.204/empty`,
      also: [`${operation}/response.204/status`, 'flow/two-addresses/valid'],
      hooks: answersWith(replies(operation, 204), (_, { text }) => ({
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: null,
        text,
      })),
    },
    {
      id: `flaws-taken-under-used-numbers-at-${operation}`,
      title: `${operation} takes anything under an externalOrderId that was used before`,
      requirement: `${operation}/error.400/bad-request`,
      hooks: looksAtNewNumbersOnly(operation),
    },
    {
      id: `keeps-32-bits-of-a-customer-at-${operation}`,
      title: `${operation} fails for a customer whose number takes more than 32 bits`,
      requirement: `${operation}/error.404/unknown-customer`,
      hooks: answersWith(
        (_, call) => call.operation === operation && Number(at(orderOf(call), ['resellerCustomerId'])) > 2 ** 32,
        (answer) => ({ ...answer, status: 500 }),
      ),
    },
    accepts(contract, {
      id: `unknown-customer-taken-at-${operation}`,
      title: `${operation} takes an order for a customer that does not exist`,
      requirement: `${operation}/error.404/unknown-customer`,
    }),
    {
      id: `unknown-address-taken-at-${operation}`,
      title: `An address below ${operation} takes orders as well`,
      requirement: `${operation}/error.404/unknown-address`,
      hooks: {
        overlooks: (requirement: string, { path }: { readonly path: string }) =>
          requirement === `${contract}/${operation}/error.404/unknown-address` && !path.endsWith('/'),
      },
    },
  ]),
])
