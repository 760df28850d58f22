import type { BodySpec } from '../contracts/contract.ts'
import { builtIn, loadContract } from '../contracts/load.ts'
import type { Judge } from '../contracts/schema/judge.ts'

/** The body of each operation that has one, of each contract that ships. */
export const bodies: readonly {
  readonly contract: string
  readonly operation: string
  readonly judge: Judge
  readonly body: BodySpec
}[] = (await Promise.all(builtIn().map((name) => loadContract(name)))).flatMap(({ id, judge, operations }) =>
  operations.flatMap((operation) =>
    operation.body ? [{ contract: id, operation: operation.id, judge, body: operation.body }] : [],
  ),
)
