import { isObject } from '../../core/json.ts'
import { placeOf } from '../../core/place.ts'
import type { Rule } from '../../generators/violations.ts'
import type { Explored } from './tentative.ts'

/** Whether the list or map that a place lies in was taken with more than one element or member. */
export const takesSeveral = ({ long, taken }: Explored, { node: { path } }: Rule): boolean => {
  const outermost = path.findIndex((step) => step === '[]' || step === '*')
  const place = placeOf(path.slice(0, outermost))
  if (path[outermost] === '[]' && path.indexOf('*') < 0) return long.has(place)
  const map = placeOf(path.slice(0, path.indexOf('*')))
  return (taken.get(map) ?? []).some((value) => isObject(value) && Object.keys(value).length > 1)
}
