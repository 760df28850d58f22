import { at, isList, isObject, type Json, type JsonObject, type Path, withAt } from '../../core/json.ts'
import { listOfIt, repeatElements } from './items.ts'
import { lengthenTo } from './max-length.ts'
import { addMembers, increase } from './members.ts'

/**
 * The body with a mutation's value at `path`. Values that stand for a change of what is there are worked out on the
 * body's own value.
 */
export const applied = (body: Json, path: Path, value: Json): Json =>
  withAt(body, path, resolved(at(body, path) as Json, value))

const resolved = (before: Json, value: Json): Json => {
  if (!isObject(value)) return value
  // Where there is nothing, what stands for a value is as good.
  if (listOfIt in value) return [before === undefined ? (value[listOfIt] as Json) : before]
  if (repeatElements in value) return repeated(before, value as JsonObject)
  if (lengthenTo in value) return (typeof before === 'string' ? before : '').padEnd(Number(value[lengthenTo]), '1')
  if (addMembers in value) return { ...(before as JsonObject), ...(value[addMembers] as JsonObject) }
  if (increase in value) {
    const member = String(value[increase])
    return { ...(before as JsonObject), [member]: ((before as JsonObject)[member] as number) + 1 }
  }
  return value as Json
}

const repeated = (before: Json, value: JsonObject): Json => {
  const first = isList(before) && before.length > 0 ? (before[0] as Json) : 'a'
  const set = isObject(value['set']) ? (value['set'] as JsonObject) : {}
  const element = isObject(first) ? { ...(first as JsonObject), ...set } : first
  const all = Array.from({ length: Number(value[repeatElements]) }, () => element)
  const { between } = value
  return typeof between === 'string' && isObject(element) ? all.with(1, withOther(element as JsonObject, between)) : all
}

const withOther = (element: JsonObject, member: string): JsonObject => {
  const was = element[member]
  return { ...element, [member]: typeof was === 'number' ? was + 1 : `${was}x` }
}
