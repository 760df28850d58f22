import type { Operation } from '../contracts/contract.ts'
import type { WireRequest } from '../core/exchange.ts'
import type { Json } from '../core/json.ts'
import { isChangingMethod, isSafeMethod } from '../core/methods.ts'
import type { RunSpec } from '../core/run-spec.ts'
import { isLoopback } from '../target/loopback.ts'
import { isTemplate } from './supply.ts'

/**
 * Why a request may not go out to another machine: its method writes, and the user did not consent to writes. A POST is
 * safe where the contract says so of the operation; of other methods no contract can.
 */
export const lacksWriteConsent = (
  { target, allow }: Pick<RunSpec, 'target' | 'allow'>,
  operation: Pick<Operation, 'safe' | 'method'> | undefined,
  { method }: Pick<WireRequest, 'method'>,
): string | undefined => {
  if (allow.includes('write') || isLoopback(target.baseUrl)) return undefined
  const name = method.toUpperCase()
  const isSearch = name === 'POST' && operation?.safe === true && operation.method.toUpperCase() === 'POST'
  return isSafeMethod(name) || isSearch
    ? undefined
    : `not allowed: ${name} may write at the target: needs --allow-writes`
}

/** Whether there is anything to look at: not on this machine, nor where the user consents. */
export const isGuarded = ({ target, allow }: RunSpec): boolean =>
  !allow.includes('destructive') && !isLoopback(target.baseUrl)

/**
 * Why a request may not go out: it would change or remove something that the user named, and that the run did not make.
 * Undefined where nothing of the kind is to be feared.
 */
export const lacksConsent = (
  { fixtures, supplies = {} }: Pick<RunSpec, 'fixtures' | 'supplies'>,
  operation: Operation,
  request: WireRequest,
): string | undefined => {
  if (!isChangingMethod(request.method)) return undefined
  const thing = thingOf(operation, request)
  const lists = Object.entries(supplies).flatMap(([name, supply]): readonly (readonly [string, readonly Json[]])[] =>
    supply.kind === 'list' ? [[name, supply.values]] : [],
  )
  const given = [...Object.entries(fixtures).map(([name, value]) => [name, [value]] as const), ...lists]
  const found = given.find(([, values]) => values.some((value) => textOf(value) === thing))
  return thing === undefined || !found
    ? undefined
    : `would change or remove ${found[0]} ${thing}, which the run did not make: needs --allow destructive`
}

/** What a path speaks of: the value of its last parameter. */
const thingOf = ({ path: template }: Operation, { path }: WireRequest): string | undefined => {
  const place = template.split('/').findLastIndex((part) => part.includes('{'))
  const part = path.split('?')[0]?.split('/')[place]
  if (place < 0 || part === undefined) return undefined
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** A template names nothing that is there. */
const textOf = (value: Json): string | undefined =>
  (typeof value === 'string' && !isTemplate(value)) || typeof value === 'number' ? String(value) : undefined
