import { at, isList, isObject, type Json, type JsonObject, objectOf, type Path, withAt } from '../../core/json.ts'
import { elementOfIt, listOfIt, repeatElements } from './items.ts'
import { lengthenTo } from './max-length.ts'
import { addMembers, increase } from './members.ts'

/**
 * The body with a mutation's value at `path`. Values that stand for a change of what is there are worked out on the
 * body's own value.
 */
export const applied = (body: Json, path: Path, value: Json): Json =>
  withAt(body, path, resolved(at(body, path), value))

const resolved = (before: Json | undefined, value: Json): Json => {
  if (!isObject(value)) return value
  // Where there is nothing, what stands for a value is as good.
  if (listOfIt in value) return [before === undefined ? (value[listOfIt] ?? null) : before]
  if (elementOfIt in value) return (isList(before) ? before[0] : undefined) ?? value[elementOfIt] ?? null
  if (repeatElements in value) return repeated(before, value)
  if (lengthenTo in value) return (typeof before === 'string' ? before : '').padEnd(Number(value[lengthenTo]), '1')
  if (addMembers in value) return { ...objectOf(before), ...objectOf(value[addMembers]) }
  if (increase in value) {
    const member = String(value[increase])
    return { ...objectOf(before), [member]: Number(at(before, [member])) + 1 }
  }
  return value
}

const repeated = (before: Json | undefined, value: JsonObject): Json => {
  const own = isList(before) ? before : []
  const first = own[0] ?? 'a'
  const { same, other } = value
  const elements = Array.from({ length: Number(value[repeatElements]) }, (_, place) => {
    const element = typeof same === 'string' ? own[place] : undefined
    const like = isObject(element) && isObject(first) ? { ...element, ...memberOf(first, String(same)) } : first
    return isObject(like) ? { ...like, ...objectOf(value['set']) } : like
  })
  const place = Number(value['at'])
  const changed = elements[place]
  return typeof other === 'string' && isObject(changed) ? elements.with(place, withOther(changed, other)) : elements
}

const memberOf = (element: JsonObject, member: string): JsonObject => {
  const value = element[member]
  return value === undefined ? {} : { [member]: value }
}

const withOther = (element: JsonObject, member: string): JsonObject => {
  const was = element[member]
  return { ...element, [member]: typeof was === 'number' ? was + 1 : `${was}x` }
}
