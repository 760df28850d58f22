import type { Operation } from '../../contracts/contract.ts'
import { hiddenNodes } from '../../contracts/hidden.ts'
import { uniqueMembersOf } from '../../contracts/schema/unique-members.ts'
import type { Given } from '../../core/layer.ts'
import { type Call, valueIn } from '../call.ts'
import type { Memory } from '../memory.ts'
import type { Draft, Operator } from '../mutant.ts'
import { isSuccess } from '../reply.ts'
import { valuesAt } from '../values-at.ts'
import { withMember } from '../with-member.ts'

type Leak = {
  readonly name: string
  readonly title: string
  /** What the reply discloses to a call; undefined where there is nothing. */
  readonly leaked: (call: Call, operation: Operation, memory: Memory) => string | undefined
  /** @defaultValue successes and refusals */
  readonly outcomes?: readonly string[]
}

const trace = [
  'java.lang.NullPointerException: order',
  '\tat com.example.orders.OrderService.create(OrderService.java:214)',
  '\tat com.example.web.OrderController.post(OrderController.java:87)',
].join('\n')

const leaks: readonly Leak[] = [
  {
    name: 'credentials',
    title: 'The credentials of the request come back in the body.',
    leaked: ({ sent }) => sent.headers['authorization']?.replace(/^\S+ /, ''),
  },
  {
    name: 'hidden',
    title: 'A value that no reply may hold comes back.',
    leaked(call, operation) {
      const body = valueIn(call)
      const values = body ? hiddenNodes(operation).flatMap(({ path }) => valuesAt(body.value, path)) : []
      return values.find((value): value is string => typeof value === 'string')
    },
  },
  {
    name: 'others',
    title: 'A value that only an earlier request held comes back.',
    outcomes: ['refusal'],
    leaked(_, operation, memory) {
      const { body } = operation
      const values = body
        ? uniqueMembersOf(body.node).flatMap(({ path }) => valuesAt(memory.taken(operation.id), path))
        : []
      return values.find((value): value is string => typeof value === 'string')
    },
  },
  { name: 'trace', title: 'A reply holds a stack trace.', leaked: () => trace },
]

const outcomes: readonly { readonly name: string; readonly isMeant: (given: Given) => boolean }[] = [
  { name: 'success', isMeant: isSuccess },
  { name: 'refusal', isMeant: ({ status }) => status >= 400 },
]

/** What replies tell too much; an operator for each kind, in successes and in refusals. */
export const leaking: readonly Operator[] = leaks.map(({ name, title, leaked, outcomes: only }) => ({
  name: `leak/${name}`,
  family: 'leaks',
  title,
  isAgainst: true,
  drafts: (operation) =>
    outcomes
      .filter((one) => only?.includes(one.name) !== false)
      .map(
        (outcome): Draft => ({
          id: `leak/${operation.id}/${outcome.name}`,
          place: outcome.name,
          apply: async (call, { forward, memory }) => {
            const given = await forward(call.sent)
            const isMeant = call.operation?.id === operation.id && outcome.isMeant(given) && given.body.length > 0
            const text = isMeant ? leaked(call, operation, memory) : undefined
            return text === undefined || text === '' ? given : withMember(given, 'debug', text)
          },
        }),
      ),
}))
