import type { Operation } from '../../contracts/contract.ts'
import { at, fromPointer, type Json, withAt } from '../../core/json.ts'
import type { Given, Sent } from '../../core/layer.ts'
import { seedOf } from '../../core/seed.ts'
import type { Operator } from '../mutant.ts'
import { readReply } from '../reply.ts'

export const writeLost: Operator = {
  name: 'state/write-lost',
  family: 'remembers',
  title: 'A change is answered as if it had been made, and is not made.',
  isAgainst: true,
  drafts: (operation) =>
    operation.safe
      ? []
      : [
          {
            id: `state/${operation.id}`,
            place: 'request',
            apply: async (call, { forward, memory }) => {
              const isMeant =
                call.operation?.id === operation.id && memory.trusts(call.sent) && call.flaws().length === 0
              const before = isMeant ? memory.success(operation.id) : undefined
              return before ? withNewId(operation, before, saltOf(call.sent)) : forward(call.sent)
            },
          },
        ],
}

const saltOf = ({ body }: Sent): number => Math.abs(seedOf(new TextDecoder().decode(body))) % 9_000

/** Another id than that of the reply it is made from; the same for the same request. */
const withNewId = (operation: Operation, given: Given, salt: number): Given => {
  const path = operation.creates?.at === undefined ? undefined : fromPointer(operation.creates.at)
  const read = path && readReply(operation, given)
  const id = path && read ? at(read.value, path) : undefined
  if (!path || !read || (typeof id !== 'string' && typeof id !== 'number')) return given
  return read.write(withAt(read.value, path, otherId(id, salt)))
}

const otherId = (id: string | number, salt: number): Json =>
  typeof id === 'number'
    ? id + 1_000 + salt
    : id.replace(/\d{1,4}(?=\D*$)/, (digits) =>
        String(salt + Number(digits))
          .padStart(4, '0')
          .slice(-digits.length),
      )
