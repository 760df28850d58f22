import { at, isList, isObject } from '../../core/json.ts'
import { placeOf } from '../../core/place.ts'
import type { Rule, Violation } from '../../generators/violations.ts'
import type { Explored } from './tentative.ts'

/** Whether the list or map that a place lies in was taken with more than one element or member. */
export const takesSeveral = ({ long, taken }: Explored, { node: { path } }: Rule): boolean => {
  const outermost = path.findIndex((step) => step === '[]' || step === '*')
  const place = placeOf(path.slice(0, outermost))
  if (path[outermost] === '[]' && path.indexOf('*') < 0) return long.has(place)
  const map = placeOf(path.slice(0, path.indexOf('*')))
  return (taken.get(map) ?? []).some((value) => isObject(value) && Object.keys(value).length > 1)
}

/** Whether each list that a violation lies in was taken with as many elements: if not, it may be refused for these. */
export const takesAsMany = async (
  { body, at: path }: Violation,
  seen: () => Promise<Pick<Explored, 'longest'>>,
): Promise<boolean> => {
  const lists = path.flatMap((step, depth) => {
    const list = typeof step === 'number' ? at(body, path.slice(0, depth)) : undefined
    const place = placeOf(path.slice(0, depth).map((one) => (typeof one === 'number' ? '[]' : one)))
    return isList(list) && list.length > 1 ? [{ place, length: list.length }] : []
  })
  if (lists.length === 0) return true
  const { longest } = await seen()
  return lists.every(({ place, length }) => length <= (longest.get(place) ?? 0))
}
