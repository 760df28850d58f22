import type { Exchange } from './exchange.ts'
import { at, fromPointer, isList, isObject, pointer } from './json.ts'
import { bodyOf } from './made.ts'
import { textOf } from './request-text.ts'

/** The element of a list that holds what was sent: its place in the list depends on what else there is. */
export type Among = { readonly list: string; readonly member: string; readonly equals: string }

/** How the element of a reply's list that a place lies in is told from the others, by what was sent before. */
export const amongOf = (exchange: Exchange, place: string, before: readonly Exchange[]): Among | undefined => {
  const body = bodyOf(exchange)
  const path = fromPointer(place)
  const end = path.findLastIndex((_, index) => isList(at(body, path.slice(0, index))))
  const list = at(body, path.slice(0, end))
  if (!isList(list)) return undefined
  const element = list[Number(path[end])]
  if (!isObject(element)) return undefined
  const sent = Object.entries(element).find(
    ([name, value]) =>
      typeof value === 'string' &&
      value.length >= shortest &&
      list.filter((other) => isObject(other) && other[name] === value).length === 1 &&
      before.some(({ request }) => textOf(request).includes(JSON.stringify(value).slice(1, -1))),
  )
  return sent && { list: pointer(path.slice(0, end)), member: sent[0], equals: String(sent[1]) }
}

/** Shorter texts may have been sent by chance. */
const shortest = 6
