import { isObject } from '../../../core/json.ts'
import { type Answer, textOf } from '../../engine/answer.ts'
import { type Breakage, hangs } from '../../engine/breakage.ts'
import { type Call, contentOf } from '../../engine/call.ts'
import { answersWith, replies } from '../../engine/shape.ts'
import { type Row, type Switch, switchesOf } from '../../engine/switch.ts'
import { contract, operation } from '../service.ts'

const breakages: readonly (readonly [Breakage, string])[] = [
  ['reset', 'the connection is reset in place of a reply'],
  ['cut-short', 'the reply ends before its content-length'],
  ['stall', 'the reply stops half-way and never goes on'],
  ['not-http', 'what comes back is not HTTP'],
]

const trace = [
  'System.FormatException: Input string was not in a correct format.',
  '   at Orders.Payments.Read(String text) in C:\\src\\Payments.cs:line 41',
  '   at Orders.Payments.Add(Request request) in C:\\src\\Payments.cs:line 17',
].join('\n')

const refused = replies(operation, 400)
const taken = replies(operation, 200)

/** Payments that should be taken and get no complete reply; replies that tell what they must not. */
export const wireFaults: readonly Switch[] = [
  ...switchesOf(
    contract,
    'wire',
    breakages.map(
      ([breakage, what]): Row => ({
        id: breakage,
        title: `When a payment should be taken, ${what}`,
        requirement: `${operation}/transport/complete-reply`,
        ...(hangs(breakage) ? { hangs: true } : {}),
        // There is no other operation.
        unusable: true,
        hooks: { breaks: ({ status }) => (status === 200 ? breakage : undefined) },
      }),
    ),
  ),
  ...switchesOf(contract, 'wire', [
    {
      id: 'reset-with-note',
      title: 'When a payment with a Note should be taken, the connection is reset in place of a reply',
      requirement: `${operation}/transport/complete-reply`,
      hooks: {
        breaks: ({ status }: Answer, call: Call) => {
          const sent = contentOf(call)
          return status === 200 && isObject(sent) && typeof sent['Note'] === 'string' ? 'reset' : undefined
        },
      },
    },
  ]),
  ...switchesOf(contract, 'leak', [
    {
      id: 'token-in-refusal',
      title: 'A refusal holds the credentials it was asked with',
      requirement: `${operation}/security/no-secret-echo`,
      hooks: answersWith(refused, (answer, { headers }) => ({
        ...answer,
        text: `${textOf(answer)} ${headers.get('authorization')}`,
      })),
    },
    {
      id: 'token-in-reply-header',
      title: 'A reply carries the credentials in a header',
      requirement: `${operation}/security/no-secret-echo`,
      hooks: answersWith(taken, (answer, { headers }) => ({
        ...answer,
        headers: { ...answer.headers, 'x-request-authorization': headers.get('authorization') ?? '' },
      })),
    },
    {
      id: 'stack-trace-in-refusal',
      title: 'A refusal holds a stack trace',
      requirement: `${operation}/security/no-stack-trace`,
      hooks: answersWith(refused, (answer) => ({ ...answer, text: `${textOf(answer)}\n${trace}` })),
    },
  ]),
]
