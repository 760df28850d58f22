import { textOf } from '../../engine/answer.ts'
import { answersWith, replies, withStatus } from '../../engine/shape.ts'
import { overlooking, type Row, type Switch, switchesOf } from '../../engine/switch.ts'
import { contract, operations } from '../service.ts'

const valid = 'flow/two-addresses/valid'

/** Answers that are right but for their status, or for what stands below it. */
export const statusFaults: readonly Switch[] = switchesOf(
  contract,
  'status',
  operations.flatMap((operation): readonly Row[] => {
    const success = replies(operation, 204)
    const status = `${operation}/response.204/status`
    const crash = { status: 500, headers: {}, body: null, text: '' }
    return [
      {
        id: `answers-201-at-${operation}`,
        title: `An order taken by ${operation} is answered 201`,
        requirement: status,
        hooks: withStatus(success, 201),
      },
      {
        id: `answers-202-at-${operation}`,
        title: `An order taken by ${operation} is answered 202`,
        requirement: status,
        hooks: withStatus(success, 202),
      },
      {
        id: `answers-200-with-order-at-${operation}`,
        title: `An order taken by ${operation} is answered 200 and comes back`,
        requirement: `${operation}/response.204/empty`,
        also: [status, valid],
        hooks: answersWith(success, (_, { text }) => ({
          status: 200,
          headers: { 'content-type': 'application/json' },
          body: null,
          text,
        })),
      },
      {
        id: `flaw-answered-422-at-${operation}`,
        title: `What is wrong with an order is answered 422 by ${operation}`,
        requirement: `${operation}/error.400/bad-request`,
        hooks: withStatus(replies(operation, 400), 422),
      },
      {
        id: `unknown-customer-taken-at-${operation}`,
        title: `${operation} takes an order for a customer that does not exist`,
        requirement: `${operation}/error.404/unknown-customer`,
        hooks: overlooking(contract, `${operation}/error.404/unknown-customer`),
      },
      {
        id: `unknown-customer-crashes-${operation}`,
        title: `${operation} answers 500 for a customer that does not exist`,
        requirement: `${operation}/error.404/unknown-customer`,
        hooks: answersWith(
          (answer, call) => replies(operation, 404)(answer, call) && textOf(answer).includes('customer tenant'),
          () => crash,
        ),
      },
      {
        id: `unknown-address-taken-at-${operation}`,
        title: `An address below ${operation} takes orders as well`,
        requirement: `${operation}/error.404/unknown-address`,
        hooks: {
          overlooks: (requirement, { path }) =>
            requirement === `${contract}/${operation}/error.404/unknown-address` && !path.endsWith('/'),
        },
      },
    ]
  }),
)
