import type { Exchange } from './exchange.ts'
import { replyOf } from './exchange.ts'
import { at, fromPointer, isObject } from './json.ts'
import { bodyOf, locationPlace, madeBy } from './made.ts'
import type { Capture } from './steps.ts'

/** What the reply that came now holds where the recorded one made a value; undefined where there is nothing. */
export const takenFrom = (exchange: Exchange, { pointer, among }: Capture): string | undefined => {
  if (pointer === locationPlace) return madeBy(exchange).find((made) => made.pointer === locationPlace)?.value
  const body = replyOf(exchange) && bodyOf(exchange)
  const found = among ? at(elementOf(body, among), restOf(pointer, among.list)) : at(body, fromPointer(pointer))
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined
}

/** Below the element of a list. */
export const restOf = (pointer: string, list: string): readonly string[] =>
  fromPointer(pointer).slice(fromPointer(list).length + 1)

const elementOf = (body: unknown, { list, member, equals }: NonNullable<Capture['among']>): unknown => {
  const elements = at(body, fromPointer(list))
  return Array.isArray(elements) ? elements.findLast((one) => isObject(one) && one[member] === equals) : undefined
}
