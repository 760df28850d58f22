import type { SchemaNode } from '../../contracts/schema/node.ts'
import { nodeAt } from '../../contracts/schema/node.ts'
import { at, isObject, type Json, withAt } from '../../core/json.ts'
import { firstAt, pathOf } from '../../core/place.ts'
import type { Edge } from '../../generators/edges.ts'
import type { Call } from '../request.ts'

/** The call with those values of a row that an object which the user gave whole keeps out of it. */
export const withinGiven = (call: Call, row: readonly Edge[]): Call => {
  const { body } = call.operation
  if (!body || call.body === undefined || call.unmade !== undefined) return call
  const within = row.filter(({ place }) => holderOf(body.node, pathOf(place)) !== undefined)
  return { ...call, body: within.reduce(grown, call.body) }
}

/** In the object, where there is one: an element of a list that has none says nothing of what stands in it. */
const grown = (body: Json, { place, value }: Edge): Json => {
  const path = firstAt(pathOf(place))
  const last = path.findLastIndex((step) => typeof step === 'number')
  return isObject(at(body, path.slice(0, last + 1))) ? withAt(body, path, value) : body
}

/** The object with members of its own that one fixture stands for. */
const holderOf = (root: SchemaNode, path: readonly string[]): SchemaNode | undefined => {
  const above = path.slice(0, -1).map((_, index) => nodeAt(root, firstAt(path.slice(0, index + 1))))
  return above.find(
    (node) => node !== undefined && Object.keys(node.properties).length > 0 && 'x-assay-fixture' in node.schemas.fair,
  )
}
