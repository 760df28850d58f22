import { isObject, type JsonObject } from '../core/json.ts'
import type { Limit, Limits, OperationClass } from '../core/limits.ts'
import { ContractError } from './contract-error.ts'

const classes: readonly OperationClass[] = ['read', 'write']

/**
 * What the documents ask guests to keep to, by class of operation: `x-assay-limits`.
 *
 * @throws ContractError where a limit is not `{ requests, perSeconds }`, both above 0
 */
export const limitsIn = ({ 'x-assay-limits': limits }: JsonObject): Limits =>
  isObject(limits)
    ? Object.fromEntries(classes.flatMap((name) => (name in limits ? [[name, limitOf(name, limits[name])]] : [])))
    : {}

const limitOf = (name: OperationClass, limit: unknown): Limit => {
  const { requests, perSeconds } = isObject(limit) ? limit : {}
  if (!Number.isInteger(requests) || Number(requests) < 1 || !(Number(perSeconds) > 0))
    throw new ContractError(
      `x-assay-limits: ${name} is ${JSON.stringify(limit)}; write { requests: 100, perSeconds: 60 } for 100 requests a minute.`,
    )
  return { requests: Number(requests), perSeconds: Number(perSeconds) }
}
