import { inconclusive } from '../../core/finding.ts'
import { isXmlType } from '../../core/media-type.ts'
import { classesOf, type ValueClass } from '../../generators/classes.ts'
import { packed } from '../../generators/edges.ts'
import { baselineRequests, type Case, type CaseContext, talk } from './case.ts'
import { requirementOf, tryRow } from './edges.ts'
import { takenAs } from './other-types.ts'
import { tryBetween } from './try-between.ts'

/** Values of every class at every place: many in one request, told apart where that is refused. */
export const classCases = (context: CaseContext): readonly Case[] => {
  const { body } = context.operation
  if (!body) return []
  const all = classesOf(body.node, context.session.contract.judge)
  const inside = packed(all.filter(({ zone }) => zone === 'inside'))
  const between = all.filter(({ zone }) => zone === 'between')
  // What may be refused is sent with its like only: one refusal says little of the others.
  const kinds = [...new Set(between.map(kindOf))].map((kind) => packed(between.filter((one) => kindOf(one) === kind)))
  const forms = [undefined, ...body.mediaTypes.filter(isXmlType).slice(0, 1)].filter(
    (form, index) => index === 0 || form !== body.mediaType,
  )
  return forms.flatMap((form) => [
    ...inside.map((row, index) => classCase(context, { id: idOf('inside', form, index), rows: [row], form })),
    ...kinds.map((rows, index) => classCase(context, { id: idOf('between', form, index), rows, form })),
  ])
}

const idOf = (zone: ValueClass['zone'], form: string | undefined, index: number): string =>
  `${zone}/${form ? 'xml/' : ''}${index + 1}`

const kindOf = ({ value, keyword }: ValueClass): string => `${typeof value} ${keyword}`

/** Each of them alone, under every label that a body may have. */
export const deepClassCases = (context: CaseContext): readonly Case[] => {
  const { body } = context.operation
  if (!body) return []
  return classesOf(body.node, context.session.contract.judge).flatMap((one, index) =>
    body.mediaTypes.map((form, label) =>
      classCase(context, { id: `alone/${index + 1}/${label + 1}`, rows: [[one]], form }),
    ),
  )
}

type Packed = {
  readonly id: string
  /** Requests, each with one value a place; all of one zone. */
  readonly rows: readonly (readonly ValueClass[])[]
  readonly form: string | undefined
}

const classCase = (context: CaseContext, { id, rows, form }: Packed): Case => {
  const all = rows.flat()
  return talk(context, {
    kind: 'edges',
    facet: `classes/${id}`,
    title: `values of rare kinds: ${[...new Set(all.map(({ name }) => name))].join(', ')}`,
    about: [...new Set(all.map(({ place, keyword }) => `request/${place}/${keyword}`))],
    run: async (conversation) => {
      const { accepted, full, reason } = await baselineRequests(context)
      if (!accepted) {
        conversation.note(...all.map((one) => inconclusive(requirementOf(context, one), reason)))
        return
      }
      const taken = form === undefined ? 'minimal' : (await takenAs(context, form)).taken
      // What refuses the form refuses no value: the case of the forms tells.
      if (taken === 'neither') return
      const optional = full.accepted ? 'all' : 'none'
      if (all.some(({ zone }) => zone === 'between'))
        return tryBetween(context, conversation, { rows, request: { optional, form } })
      for (const row of rows) await tryRow(context, conversation, { row, optional, form })
    },
  })
}
