import { type Exchange, replyOf } from '../core/exchange.ts'
import { foreignJson, isObject } from '../core/json.ts'
import { pathOf } from '../core/place.ts'

/** Whether a refusal has the name of a member, however it writes its path. */
export const namesMember = (exchange: Exchange, place: string): boolean => {
  const name = pathOf(place).findLast((step) => step !== '[]')
  return name !== undefined && wordsOf(exchange).includes(name.toLowerCase())
}

const wordsOf = (exchange: Exchange): readonly string[] =>
  said(replyOf(exchange)?.body ?? '')
    .toLowerCase()
    .split(/[^\p{L}\d_]+/u)

/** Without the outermost names of an object: those are of the form of a refusal, and in each one. */
const said = (body: string): string => {
  const value = foreignJson(body)?.value
  return isObject(value) ? JSON.stringify(Object.values(value)) : body
}
