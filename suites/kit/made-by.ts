import type { Operation } from '../../contracts/contract.ts'
import { converse } from '../conversation.ts'
import type { Provider, Providers } from '../fixtures.ts'
import { idIn } from '../ledger.ts'
import type { Session } from '../session.ts'
import { validCall } from '../valid-call.ts'

/** Fixtures that calls of the contract itself make, as `x-assay-creates` says. */
export const madeByOperations = ({ contract }: Pick<Session, 'contract'>): Providers =>
  Object.fromEntries(
    contract.operations.flatMap((operation) =>
      (operation.creates?.fixtures ?? []).map((name) => [name, made(operation, name)]),
    ),
  )

const made =
  (operation: Operation, name: string): Provider =>
  async (session, serial = 0) => {
    const conversation = converse(session, `setup/${name}/${serial}`, { kind: 'set-up' })
    const recipe = { seed: session.seed(conversation.caseId), optional: 'none', text: 'plain' } as const
    const exchange = await conversation.send(await validCall(session, operation, { recipe, providers: {} }))
    const value = idIn(exchange, operation.creates?.at)
    const what = operation.creates?.what ?? name
    return value === undefined ? undefined : { value, result: conversation.result(`${what} to work on`) }
  }
