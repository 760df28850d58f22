import { textOf } from '../../engine/answer.ts'
import { answersWith, replies } from '../../engine/shape.ts'
import { type Row, type Switch, switchesOf } from '../../engine/switch.ts'
import { contract, operations } from '../service.ts'

const trace = [
  'System.FormatException: Input string was not in a correct format.',
  '   at Orders.Checkout.Read(String text) in C:\\src\\Checkout.cs:line 41',
  '   at Orders.Checkout.Handle(Request request) in C:\\src\\Checkout.cs:line 17',
].join('\n')

/** Refusals that tell what they must not. */
export const leakFaults: readonly Switch[] = switchesOf(
  contract,
  'leak',
  operations.flatMap((operation): readonly Row[] => [
    {
      id: `token-in-refusal-at-${operation}`,
      title: `A refusal of ${operation} holds the credentials it was asked with`,
      requirement: `${operation}/security/no-secret-echo`,
      hooks: answersWith(replies(operation, 400), (answer, { headers }) => ({
        ...answer,
        text: `${textOf(answer)} ${headers.get('authorization')}`,
      })),
    },
    {
      id: `token-in-reply-header-at-${operation}`,
      title: `The success of ${operation} carries the credentials in a header`,
      requirement: `${operation}/security/no-secret-echo`,
      hooks: answersWith(replies(operation, 204), (answer, { headers }) => ({
        ...answer,
        headers: { ...answer.headers, 'x-request-authorization': headers.get('authorization') ?? '' },
      })),
    },
    {
      id: `stack-trace-in-refusal-at-${operation}`,
      title: `A refusal of ${operation} holds a stack trace`,
      requirement: `${operation}/security/no-stack-trace`,
      hooks: answersWith(replies(operation, 400), (answer) => ({ ...answer, text: `${textOf(answer)}\n${trace}` })),
    },
  ]),
)
