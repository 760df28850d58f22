import { ContractError } from '../contract-error.ts'
import type { Place } from './relation.ts'

/** The place that `request.a.b`, `reply.a.b`, `path.id` or `header.User-Id` names. */
export const placeOf = (text: string): Place => {
  const [where = '', ...steps] = text.split('.')
  if (where === 'request' || where === 'reply' || where === 'path' || where === 'header') return { in: where, steps }
  throw new ContractError(`'${text}' names no value of an exchange: it begins with request, reply, path or header.`)
}
