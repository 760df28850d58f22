import { isAccepted } from '../../checks/answer.ts'
import { nodesOf, type SchemaNode } from '../../contracts/schema/node.ts'
import { numberAt } from '../../contracts/schema/schema.ts'
import type { Exchange } from '../../core/exchange.ts'
import { placeOf } from '../../core/place.ts'
import type { CaseContext } from './case.ts'
import { listOf } from './list-of.ts'
import type { Refused, Trial } from './narrowed.ts'

/** Lists of other lengths than valid requests have: empty, two, and many. */
const lengths = [0, 2, 12] as const

/** What a list of as many elements as there may be is narrowed down to, where it is refused. */
const between = [50, 100, 250, 500] as const

type LongLists = {
  readonly refused: readonly Refused[]
  /** The requirement whose bound a list meets that is refused, while one of an element less is taken. */
  readonly atBounds: readonly { readonly place: string; readonly keyword: string; readonly exchange: Exchange }[]
}

export const longLists = async (context: CaseContext, trial: Trial): Promise<LongLists> => {
  const { operation } = context
  const refused: Refused[] = []
  const atBounds: LongLists['atBounds'][number][] = []
  const lists = operation.body ? nodesOf(operation.body.node).filter(({ items }) => items !== undefined) : []
  const tried = async (node: SchemaNode, length: number): Promise<Refused | 'taken' | undefined> => {
    const { path } = node
    const value = await listOf(context, path, length)
    if (value === undefined) return undefined
    const open = length > 0 || mayBeEmpty(node) ? {} : { mayBeRefused: true as const }
    const tentative = { place: placeOf(path), keyword: 'type', name: `${length} elements`, value, ...open }
    // A write that was lost on a connection that had been kept goes out once: only the next one shows what is lost each time.
    const exchange = (await trial([tentative])) ?? (await trial([tentative]))
    return exchange && (isAccepted(exchange) ? 'taken' : { value: tentative, exchange })
  }
  for (const node of lists) {
    for (const length of lengths) {
      const last = length > 0 || isMember(node) ? await tried(node, length) : undefined
      if (last !== undefined && last !== 'taken') refused.push(last)
    }
    const most = mostOf(node)
    let last = most && (await tried(node, most.length))
    if (!most || last === undefined || last === 'taken') continue
    const before = await tried(node, most.length - 1)
    if (before === 'taken') {
      atBounds.push({ ...most.bound, exchange: last.exchange })
      continue
    }
    for (const less of between.filter((one) => one < most.length).toReversed()) {
      const next = await tried(node, less)
      if (next !== undefined && next !== 'taken') last = next
    }
    refused.push(last)
  }
  return { refused, atBounds }
}

/** What may be left out, and is limited by no reading, may as well have nothing in it. */
const mayBeEmpty = ({ required, schemas: { fair } }: SchemaNode): boolean =>
  !required.fair && (numberAt(fair, 'minItems') ?? 0) === 0

const isMember = ({ path }: SchemaNode): boolean => path.length > 0 && path.at(-1) !== '[]'

type Most = { readonly length: number; readonly bound: { readonly place: string; readonly keyword: string } }

/** As many elements as the document says that there may be, and where it says so. */
const mostOf = ({ items, path, schemas: { strict } }: SchemaNode): Most | undefined => {
  const member = strict['x-assay-unique-by']
  const schema = typeof member === 'string' ? items?.properties[member]?.schemas.strict : undefined
  const [least, last] = [schema && numberAt(schema, 'minimum'), schema && numberAt(schema, 'maximum')]
  const stated = numberAt(strict, 'maxItems')
  const length = stated ?? (least !== undefined && last !== undefined ? last - least + 1 : undefined)
  if (length === undefined || length <= 12 || length > 1_000) return undefined
  const place = placeOf(path)
  const bound =
    stated === undefined
      ? { place: `${place}[]/${String(member)}`, keyword: 'maximum' }
      : { place, keyword: 'maxItems' }
  return { length, bound }
}
