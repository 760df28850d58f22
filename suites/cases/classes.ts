import { isAccepted } from '../../checks/answer.ts'
import { replyOf } from '../../core/exchange.ts'
import { bent, open } from '../../core/finding.ts'
import { placeOf } from '../../core/place.ts'
import { classesOf, type ValueClass } from '../../generators/classes.ts'
import { packed } from '../../generators/edges.ts'
import { nodesOf } from '../../schemas/node.ts'
import { refusedValid } from '../anchor.ts'
import type { Conversation } from '../conversation.ts'
import { anchor, type Case, type CaseContext, talk } from './case.ts'
import { callWith, requirementOf, tryRow } from './edges.ts'
import { isXmlLabel } from './wire-forms.ts'

/** Values of every class at every place: many in one request, told apart where that is refused. */
export const classCases = (context: CaseContext): readonly Case[] => {
  const { body } = context.operation
  if (!body) return []
  const all = classesOf(body.node, context.session.contract.judge)
  const forms = [undefined, ...body.mediaTypes.filter(isXmlLabel).slice(0, 1)].filter(
    (form, index) => index === 0 || form !== body.mediaType,
  )
  return (['inside', 'between'] as const).flatMap((zone) =>
    forms.flatMap((form) =>
      rowsOf(all.filter((one) => one.zone === zone)).map((row, index) =>
        classCase(context, { id: `${zone}/${form ? 'xml/' : ''}${index + 1}`, row, zone, form }),
      ),
    ),
  )
}

/** What may be refused is packed with its like only: one refusal says little of the others. */
const rowsOf = (classes: readonly ValueClass[]): readonly (readonly ValueClass[])[] => {
  const kinds = [...new Set(classes.map(kindOf))]
  return kinds.flatMap((kind) => packed(classes.filter((one) => kindOf(one) === kind)))
}

const kindOf = ({ value, keyword, zone }: ValueClass): string =>
  zone === 'inside' ? zone : `${typeof value} ${keyword}`

type Packed = {
  readonly id: string
  readonly row: readonly ValueClass[]
  readonly zone: ValueClass['zone']
  readonly form: string | undefined
}

const classCase = (context: CaseContext, { id, row, zone, form }: Packed): Case =>
  talk(context, {
    kind: 'edges',
    facet: `classes/${id}`,
    title: `values of rare kinds: ${[...new Set(row.map(({ name }) => name))].join(', ')}`,
    about: row.map(({ place, keyword }) => `request/${place}/${keyword}`),
    run: async (conversation) => {
      const { accepted, full, reason } = await anchor(context)
      if (!accepted) {
        conversation.note(...row.map((one) => open(requirementOf(context, one), reason)))
        return
      }
      const optional = full.accepted ? 'all' : 'none'
      if (zone === 'inside') await tryRow(context, conversation, { row, optional, form })
      else await probe(context, conversation, { row, optional, form, depth: 0 })
    },
  })

/** So often a row that may be refused is halved to see what of it is taken. */
const deepest = 4

type Probe = {
  readonly row: readonly ValueClass[]
  readonly optional: 'all' | 'none'
  readonly form: string | undefined
  readonly depth: number
}

/** A refusal in good form is fair; a reply to what is taken is judged by the relations, as every reply is. */
const probe = async (context: CaseContext, conversation: Conversation, one: Probe): Promise<void> => {
  const { row, depth } = one
  const exchange = await conversation.send(await callWith(context, conversation.caseId, one))
  // That a value is taken shows nothing of the rule that refuses others.
  if (isAccepted(exchange)) return
  const [only] = row
  if (only && row.length === 1) {
    const evidence = refusedValid(conversation, {
      exchange,
      requirement: requirementOf(context, only),
      what: `A valid value at ${only.place}, ${only.name},`,
      blames: { place: only.place, because: 'present' },
    })
    const status = replyOf(exchange)?.status ?? 0
    const isFair = status >= 400 && status < 500
    if (!isFair || !evidence.finding) return conversation.note(evidence)
    const ambiguities = readingsOf(context, only)
    if (ambiguities.length > 0 || only.isUnlimited)
      conversation.note(
        bent(evidence.requirement, { ...evidence.finding, ...(ambiguities.length > 0 ? { ambiguities } : {}) }),
      )
    return
  }
  if (depth >= deepest) return
  const middle = Math.ceil(row.length / 2)
  for (const half of [row.slice(0, middle), row.slice(middle)])
    await probe(context, conversation, { ...one, row: half, depth: depth + 1 })
}

/** The readings under which it is fair not to take a value that the document's own words allow. */
const readingsOf = (context: CaseContext, one: ValueClass): readonly number[] => {
  const { session, operation } = context
  // How long a text may be is all that is in question.
  if (one.keyword === 'maxLength')
    return session.contract.requirements.find(({ id }) => id === requirementOf(context, one))?.ambiguities ?? []
  const node = operation.body && nodesOf(operation.body.node).find(({ path }) => placeOf(path) === one.place)
  return node?.ambiguities ?? []
}
