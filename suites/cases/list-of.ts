import { at, isList, isObject, type Json, withAt } from '../../core/json.ts'
import { placeOf } from '../../core/place.ts'
import { drawFor, faultIn, validCall } from '../valid-call.ts'
import { anchor, type CaseContext } from './case.ts'

/** A list of so many elements: drawn, where the schema lets it be, else the one that was taken over and over. */
export const listOf = async (
  context: CaseContext,
  path: readonly string[],
  length: number,
): Promise<Json | undefined> => {
  const { session, operation, providers } = context
  const { accepted, minimal } = await anchor(context)
  if (!accepted) return undefined
  const recipe = {
    seed: session.seed(operation.id, 'list', placeOf(path), String(length)),
    optional: minimal.accepted ? ('none' as const) : ('all' as const),
    present: new Set([placeOf(path)]),
    elements: length,
    numbers: 'plain' as const,
  }
  const drawn = await validCall(session, operation, { recipe, providers })
  const list = drawn.unmade === undefined ? at(drawn.body, path) : undefined
  if (isList(list) && list.length === length) return list
  const [element] = [at(accepted.call.body, path) ?? []].flat()
  if (!isObject(element) && element === undefined) return undefined
  const value = Array.from({ length }, () => element)
  const body = withAt(accepted.call.body ?? {}, path, value)
  const draw = await drawFor(session, operation, { recipe, providers })
  return faultIn(session, { ...accepted.call, body }, draw) ? undefined : value
}
