import type { Operation, ReplySpec } from '../../contracts/contract.ts'
import { nodesOf, type SchemaNode } from '../../contracts/schema/node.ts'
import { placeOf } from '../../core/place.ts'
import type { Change } from '../change.ts'
import { edited } from '../edit.ts'
import type { Apply, Draft, Operator } from '../mutant.ts'
import { readReply } from '../reply.ts'

/** Every place of every documented reply, changed in one way. */
export const replyValues = (change: Change): Operator => ({
  name: `reply/${change.name}`,
  family: 'reply',
  title: change.title,
  isAgainst: false,
  drafts: (operation) =>
    operation.replies.flatMap((spec) =>
      placesOf(spec, change).map((node): Draft => {
        const place = placeOf(node.path) || 'body'
        return {
          id: `reply/${operation.id}/${spec.status}/${place}`,
          place: `${spec.status}/${place}`,
          apply: changingReplies([{ operation, spec, nodes: [node] }], change),
        }
      }),
    ),
})

/** The places of a reply whose values a change may change. */
export const placesOf = ({ node }: ReplySpec, { appliesTo }: Change): readonly SchemaNode[] =>
  node ? nodesOf(node).filter(appliesTo) : []

export type Target = {
  readonly operation: Operation
  readonly spec: ReplySpec
  readonly nodes: readonly SchemaNode[]
  /** The first element of a list that is changed. @defaultValue 0 */
  readonly from?: number
}

/** Changes all values at the given places at once. */
export const changingReplies =
  (targets: readonly Target[], change: Change): Apply =>
  async ({ sent, operation }, { forward, memory }) => {
    const before = operation && memory.success(operation.id)
    const given = await forward(sent)
    const wanted = targets.filter((target) => target.operation.id === operation?.id)
    const read = operation && wanted.length > 0 ? readReply(operation, given) : undefined
    const target = wanted.find(({ spec }) => spec === read?.spec)
    if (!operation || !read || !target?.spec.node) return given
    const root = target.spec.node
    const { from = 0 } = target
    const earlier = before ? readReply(operation, before)?.value : undefined
    const value = target.nodes.reduce((body, node) => edited(body, { root, node, earlier, from }, change), read.value)
    return value === read.value ? given : read.write(value)
  }
