import { nodesOf } from '../../contracts/schema/node.ts'
import { allowsNothing } from '../../contracts/schema/schema.ts'
import { at, isList, type Json, withAt } from '../../core/json.ts'
import { firstAt, placeOf } from '../../core/place.ts'
import { drawFor, faultIn, validCall } from '../valid-call.ts'
import { baselineRequests, type CaseContext } from './case.ts'

/** A list of so many elements: drawn, where the schema lets it be, else the one that was taken over and over. */
export const listOf = async (
  context: CaseContext,
  path: readonly string[],
  length: number,
): Promise<Json | undefined> => {
  const { session, operation, providers } = context
  const { accepted, minimal } = await baselineRequests(context)
  if (!accepted) return undefined
  const place = placeOf(path)
  const held = at(accepted.call.body, firstAt(path))
  // Of a list that no valid request holds anything in, elements without their members would say little.
  const below = isList(held) && held.length > 0 ? [] : placesBelow(context, place)
  const recipe = {
    seed: session.seed(operation.id, 'list', place, String(length)),
    optional: minimal.accepted ? ('none' as const) : ('all' as const),
    present: new Set([place, ...below]),
    long: new Set([place]),
    elements: length,
    elementsAt: place,
    numbers: 'plain' as const,
  }
  const drawn = await validCall(session, operation, { recipe, providers })
  const list = drawn.unmade === undefined ? at(drawn.body, firstAt(path)) : undefined
  if (isList(list) && list.length === length) return list
  const [element] = [held ?? []].flat()
  if (length > 0 && element === undefined) return undefined
  const value = Array.from({ length }, () => element ?? null)
  const body = withAt(accepted.call.body ?? {}, firstAt(path), value)
  const draw = await drawFor(session, operation, { recipe, providers })
  return faultIn(session, { ...accepted.call, body }, draw) ? undefined : value
}

const placesBelow = ({ operation: { body } }: CaseContext, place: string): readonly string[] =>
  (body ? nodesOf(body.node) : []).flatMap(({ path, schemas: { fair } }) =>
    !allowsNothing(fair) && placeOf(path).startsWith(`${place}[]/`) ? [placeOf(path)] : [],
  )
