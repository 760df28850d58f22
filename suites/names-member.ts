import { type Exchange, replyOf } from '../core/exchange.ts'
import { foreignJson, isObject } from '../core/json.ts'
import { lately } from '../core/lately.ts'
import { pathOf } from '../core/place.ts'

/** Whether a refusal has the name of a member, however it writes its path. */
export const namesMember = (exchange: Exchange, place: string): boolean => {
  const name = pathOf(place).findLast((step) => step !== '[]')
  return name !== undefined && wordsOf(exchange).has(name.toLowerCase())
}

/** Asked about each member in turn. */
const wordsOf = lately(
  (exchange: Exchange): ReadonlySet<string> =>
    new Set(
      said(replyOf(exchange)?.body ?? '')
        .toLowerCase()
        .split(/[^\p{L}\d_]+/u),
    ),
)

/** Without the outermost names of an object: those are of the form of a refusal, and in each one. */
const said = (body: string): string => {
  const value = foreignJson(body)?.value
  return isObject(value) ? JSON.stringify(Object.values(value)) : body
}
