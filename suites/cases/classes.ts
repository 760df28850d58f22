import { isAccepted } from '../../checks/answer.ts'
import { nodeOfPlace } from '../../contracts/schema/node.ts'
import { replyOf } from '../../core/exchange.ts'
import { bent, type Evidence, open } from '../../core/finding.ts'
import { isXmlType } from '../../core/media-type.ts'
import { classesOf, type ValueClass } from '../../generators/classes.ts'
import { packed } from '../../generators/edges.ts'
import { refusedValid } from '../anchor.ts'
import { type Conversation, converse } from '../conversation.ts'
import { noteMade } from '../kit/read-back-cases.ts'
import { workOf } from '../once.ts'
import { anchor, type Case, type CaseContext, talk } from './case.ts'
import { callWith, isTakenWithout, requirementOf, tryRow } from './edges.ts'

const plainValues = workOf<boolean>('plain values in another form')

/** Values of every class at every place: many in one request, told apart where that is refused. */
export const classCases = (context: CaseContext): readonly Case[] => {
  const { body } = context.operation
  if (!body) return []
  const all = classesOf(body.node, context.session.contract.judge)
  const forms = [undefined, ...body.mediaTypes.filter(isXmlType).slice(0, 1)].filter(
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

/** Each of them alone, under every label that a body may have. */
export const deepClassCases = (context: CaseContext): readonly Case[] => {
  const { body } = context.operation
  if (!body) return []
  return classesOf(body.node, context.session.contract.judge).flatMap((one, index) =>
    body.mediaTypes.map((form, label) =>
      classCase(context, { id: `alone/${index + 1}/${label + 1}`, row: [one], zone: one.zone, form }),
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
      // What refuses the form refuses no value: the case of the forms tells.
      if (form !== undefined && !(await isTakenIn(context, form))) return
      const optional = full.accepted ? 'all' : 'none'
      if (zone === 'inside') await tryRow(context, conversation, { row, optional, form })
      else await probe(context, conversation, { row, optional, form, depth: 0 })
    },
  })

/** Whether a request that is taken is taken in another form too. */
const isTakenIn = (context: CaseContext, form: string): Promise<boolean> => {
  const { session, operation } = context
  return session.once(plainValues, `${operation.id} ${form}`, async () => {
    const { minimal, full } = await anchor(context)
    const [optional, base] = minimal.accepted ? (['none', minimal] as const) : (['all', full] as const)
    const conversation = converse(session, `${operation.id}/classes/${form}`, {
      kind: 'edges',
      operation: operation.id,
    })
    const call = await callWith(context, base.result.id, { row: [], optional, form })
    return isAccepted(await conversation.send(call))
  })
}

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
  const exchange = await conversation.send(
    await callWith(context, conversation.caseId, { ...one, isWithinGiven: true }),
  )
  // That a value is taken shows nothing of the rule that refuses others.
  if (isAccepted(exchange)) return noteMade(context.session, exchange)
  const [only] = row
  if (only && row.length === 1) {
    const evidence = refusedValid(conversation, {
      exchange,
      requirement: requirementOf(context, only),
      what: `A valid value at ${only.place}, ${only.name},`,
      blames: { place: only.place, because: 'present' },
    })
    const told = asJudged(context, evidence, { only, status: replyOf(exchange)?.status ?? 0 })
    if (told && (await isTakenWithout(context, conversation, one))) conversation.note(told)
    return
  }
  if (depth >= deepest) return
  const middle = Math.ceil(row.length / 2)
  for (const half of [row.slice(0, middle), row.slice(middle)])
    await probe(context, conversation, { ...one, row: half, depth: depth + 1 })
}

type Alone = { readonly only: ValueClass; readonly status: number }

/** What the refusal of one value comes to: a warning at most where it is in good form and some reading allows it. */
const asJudged = (context: CaseContext, evidence: Evidence, { only, status }: Alone): Evidence | undefined => {
  const isFair = status >= 400 && status < 500
  if (!isFair || !evidence.finding) return evidence
  const ambiguities = readingsOf(context, only)
  if (ambiguities.length > 0) return bent(evidence.requirement, { ...evidence.finding, ambiguities })
  return only.isUnlimited ? bent(evidence.requirement, evidence.finding) : undefined
}

/** The readings under which it is fair not to take a value that the document's own words allow. */
const readingsOf = (context: CaseContext, one: ValueClass): readonly number[] => {
  const { session, operation } = context
  // How long a text may be, or how a date is written, is all that is in question.
  if (one.keyword === 'maxLength' || one.keyword === 'format')
    return session.contract.requirements.find(({ id }) => id === requirementOf(context, one))?.ambiguities ?? []
  const node = operation.body && nodeOfPlace(operation.body.node, one.place)
  return node?.ambiguities ?? []
}
