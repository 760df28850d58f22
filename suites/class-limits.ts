import type { Contract } from '../contracts/contract.ts'
import type { Limits, OperationClass } from '../core/limits.ts'
import { keysOf } from '../core/record.ts'
import type { ClassLimit } from '../target/rate-limiter.ts'

/** The limits of a run, each with the operations of the contract that count towards it. */
export const classLimits = (limits: Limits, { operations }: Contract): readonly ClassLimit[] =>
  keysOf<OperationClass>(limits).flatMap((name) => {
    const limit = limits[name]
    const counted = operations.filter(({ countsAs }) => countsAs === name).map(({ id }) => id)
    return limit ? [{ ...limit, operations: counted }] : []
  })
