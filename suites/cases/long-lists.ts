import { isAccepted } from '../../checks/answer.ts'
import { nodesOf, type SchemaNode } from '../../contracts/schema/node.ts'
import { numberAt } from '../../contracts/schema/schema.ts'
import { placeOf } from '../../core/place.ts'
import type { CaseContext } from './case.ts'
import { listOf } from './list-of.ts'
import type { Refused, Trial } from './narrowed.ts'

/** Lists of more elements than valid requests have: two, and many. */
const lengths = [2, 12] as const

/** What a list of as many elements as there may be is narrowed down to, where it is refused. */
const between = [50, 100, 250, 500] as const

export const longLists = async (context: CaseContext, trial: Trial): Promise<readonly Refused[]> => {
  const { operation } = context
  const refused: Refused[] = []
  const lists = operation.body ? nodesOf(operation.body.node).filter(({ items }) => items !== undefined) : []
  const tried = async ({ path }: SchemaNode, length: number): Promise<Refused | 'taken' | undefined> => {
    const value = await listOf(context, path, length)
    if (value === undefined) return undefined
    const tentative = { place: placeOf(path), keyword: 'type', name: `${length} elements`, value }
    // A write that was lost on a connection that had been kept goes out once: only the next one shows what is lost each time.
    const exchange = (await trial([tentative])) ?? (await trial([tentative]))
    return exchange && (isAccepted(exchange) ? 'taken' : { value: tentative, exchange })
  }
  for (const node of lists) {
    const ends = [...lengths.map((length) => [length]), ...mostOf(node)]
    for (const [length, ...shorter] of ends) {
      let last = length === undefined ? undefined : await tried(node, length)
      for (const less of shorter) {
        const next = last === undefined || last === 'taken' ? undefined : await tried(node, less)
        if (next !== undefined && next !== 'taken') last = next
      }
      if (last !== undefined && last !== 'taken') refused.push(last)
    }
  }
  return refused
}

/** As many elements as the document says that there may be, with what is tried where so many are refused. */
const mostOf = ({ items, schemas: { strict } }: SchemaNode): readonly (readonly number[])[] => {
  const member = strict['x-assay-unique-by']
  const schema = typeof member === 'string' ? items?.properties[member]?.schemas.strict : undefined
  const [least, last] = [schema && numberAt(schema, 'minimum'), schema && numberAt(schema, 'maximum')]
  const told =
    numberAt(strict, 'maxItems') ?? (least !== undefined && last !== undefined ? last - least + 1 : undefined)
  if (told === undefined || told <= 12 || told > 1_000) return []
  return [[told, ...between.filter((one) => one < told).toReversed()]]
}
