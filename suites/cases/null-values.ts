import { isNeverDrawn } from '../../contracts/schema/never-drawn.ts'
import { nodesOf, type SchemaNode } from '../../contracts/schema/node.ts'
import { allowsType } from '../../contracts/schema/schema.ts'
import { isServerError, replyOf } from '../../core/exchange.ts'
import { failed } from '../../core/finding.ts'
import { placeOf } from '../../core/place.ts'
import { refusedValid } from '../baseline-requests.ts'
import { baselineRequests, type Case, type CaseContext, talk } from './case.ts'
import { callWith, requirementOf } from './edges.ts'
import { type Ask, sifted } from './sifted.ts'
import { mayBreak } from './tentative.ts'

type Null = { readonly place: string; readonly keyword: 'type'; readonly value: null }

/**
 * Null of every member that may be null, the values that the user gave among them. Platforms without a null for numbers and
 * times may refuse it: that the target breaks at it is all that is told.
 */
export const nullCases = (context: CaseContext): readonly Case[] => {
  const { body } = context.operation
  const nulls = body
    ? nodesOf(body.node)
        .filter((node) => mayBeNull(body.node, node))
        .map(({ path }): Null => ({ place: placeOf(path), keyword: 'type', value: null }))
    : []
  if (nulls.length === 0 || mayBreak(context)) return []
  return [
    talk(context, {
      kind: 'edges',
      facet: 'null',
      title: 'null of what may be null',
      about: nulls.map((one) => `request/${one.place}/type`),
      run: async (conversation) => {
        const { accepted, minimal } = await baselineRequests(context)
        if (!accepted) return
        const optional = minimal.accepted ? 'none' : 'all'
        const ask: Ask<Null> = async (row) =>
          conversation.send(await callWith(context, conversation.caseId, { row, optional }), { soft: true })
        const { refused } = await sifted(ask, nulls)
        for (const { value, exchange } of refused) {
          if (!isServerError(replyOf(exchange)?.status)) continue
          const requirement = requirementOf(context, value)
          const blames = { place: value.place, because: 'present' } as const
          const { finding } = refusedValid(conversation, {
            exchange,
            requirement,
            what: `${value.place}, null,`,
            blames,
            isKnown: true,
          })
          if (finding) conversation.note(failed(requirement, finding))
        }
      },
    }),
  ]
}

const mayBeNull = (root: SchemaNode, node: SchemaNode): boolean =>
  node.path.length > 0 &&
  !node.path.includes('*') &&
  !node.required.strict &&
  !isNeverDrawn(root, node) &&
  allowsType(node.schemas.strict, 'null') &&
  !('const' in node.schemas.strict)
