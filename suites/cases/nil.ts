import { isAccepted } from '../../checks/answer.ts'
import { isNeverDrawn } from '../../contracts/schema/never-drawn.ts'
import { nodesOf, type SchemaNode } from '../../contracts/schema/node.ts'
import { allowsType } from '../../contracts/schema/schema.ts'
import { isClientError, replyOf } from '../../core/exchange.ts'
import { warned } from '../../core/finding.ts'
import { isXmlType } from '../../core/media-type.ts'
import { placeOf } from '../../core/place.ts'
import { asWarning, refusedValid } from '../baseline-requests.ts'
import type { Conversation } from '../conversation.ts'
import type { Call } from '../request.ts'
import { baselineRequests, type Case, type CaseContext, talk } from './case.ts'
import { callWith, isTakenWithout, requirementOf } from './edges.ts'
import { takenAs } from './other-types.ts'
import { type Ask, sifted } from './sifted.ts'

type Null = { readonly node: SchemaNode; readonly place: string; readonly keyword: 'type'; readonly value: null }

/**
 * Null, as XML has it (`xsi:nil`), of what is taken as null in JSON: one body is as good as the other. No document says so
 * of null in particular.
 */
export const nilCases = (context: CaseContext): readonly Case[] => {
  const { body } = context.operation
  const xml = body?.mediaTypes.find((type) => isXmlType(type) && type !== body.mediaType)
  const nulls = body
    ? nodesOf(body.node)
        .filter((node) => mayBeNull(body.node, node))
        .map(nullAt)
    : []
  if (xml === undefined || nulls.length === 0) return []
  return [
    talk(context, {
      kind: 'edges',
      facet: 'nil',
      title: `null in ${xml}, of what may be null in ${body?.mediaType ?? ''}`,
      about: ['protocol/xml-forms', ...nulls.map(({ place }) => `request/${place}/type`)],
      run: async (conversation) => {
        const { minimal } = await baselineRequests(context)
        const { taken } = await takenAs(context, xml)
        if (taken === 'neither') return
        const request = { optional: minimal.accepted && taken === 'minimal' ? 'none' : 'all', form: xml } as const
        const ask: Ask<Null> = async (row) =>
          conversation.send(await callWith(context, conversation.caseId, { row, ...request }))
        const { refused } = await sifted(ask, nulls)
        const known = nulls.filter((one) => !refused.some(({ value }) => value === one))
        const call = await callWith(context, conversation.caseId, { row: known, ...request })
        if (known.length > 0) await tryAsOne(context, conversation, call)
        if (refused.length === 0 || !(await isTakenWithout(context, conversation, request))) return
        for (const { value, exchange } of refused) {
          // What null comes to is left to the target, as long as it comes to the same in both.
          const plain = await callWith(context, conversation.caseId, { ...request, row: [value], form: undefined })
          if (!isAccepted(await conversation.send(plain))) continue
          const evidence = refusedValid(conversation, {
            exchange,
            requirement: requirementOf(context, value),
            what: `A valid value at ${value.place}, null as ${xml} while null is taken as ${body?.mediaType ?? ''},`,
            blames: { place: value.place, because: 'present' },
          })
          const status = replyOf(exchange)?.status ?? 0
          conversation.note(isClientError(status) ? asWarning(evidence, value.node.ambiguities) : evidence)
        }
      },
    }),
  ]
}

/** XML Schema has two words for that something holds: `xsi:nil="1"` says what `xsi:nil="true"` does. */
const tryAsOne = async (context: CaseContext, conversation: Conversation, call: Call): Promise<void> => {
  const exchange = await conversation.send({ ...call, rewrite: (text) => text.replaceAll(':nil="true"', ':nil="1"') })
  const reply = replyOf(exchange)
  if (!reply || isAccepted(exchange) || !isAccepted(await conversation.send(call))) return
  const { requirement, finding } = refusedValid(conversation, {
    exchange,
    requirement: context.session.id(`${context.operation.id}/protocol/xml-forms`),
    what: 'Null written as xsi:nil="1", where xsi:nil="true" is taken,',
    isKnown: true,
  })
  if (finding) conversation.note(warned(requirement, finding))
}

/** An optional member that stands in the body or in an object of it, whatever else is sent. */
const mayBeNull = (root: SchemaNode, node: SchemaNode): boolean =>
  node.path.length > 0 &&
  !node.path.some((step) => step === '[]' || step === '*') &&
  !node.required.fair &&
  !isNeverDrawn(root, node) &&
  allowsType(node.schemas.strict, 'null') &&
  !('const' in node.schemas.strict)

const nullAt = (node: SchemaNode): Null => ({ node, place: placeOf(node.path), keyword: 'type', value: null })
