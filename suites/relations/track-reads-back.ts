import { readsBack } from '../../checks/relations/reads-back.ts'
import type { RelationResult } from '../../checks/relations/relation-result.ts'
import type { ReadsBack } from '../../contracts/relations/relation.ts'
import { type Ended, type Event, type Found, found, isRefused, remembered, type Tracker } from './event.ts'
import { fewLong } from './few-long.ts'
import { valueInPath } from './in-path.ts'
import { type History, isSight, keyIn, type Things, type Write } from './things.ts'

/** So many sights of a thing are kept; what is older is not compared any more. */
const mostSights = 6

export const trackReadsBack = (relation: ReadsBack, { historyOf }: Things): Tracker => {
  /** Writes that are under way. */
  const open = new Map<string, Write>()
  const keepLong = fewLong()
  return {
    operations: [relation.read.operation, ...relation.writes.map(({ operation }) => operation)],
    /** Writes are known before they are sent: while one is under way, a read may show it or not. */
    begin: ({ event }) => {
      const key = valueInPath(event, writeOf(relation, event)?.key)
      if (key === undefined) return
      const { id, operation, path, begun, ended } = event
      const write: Write = { id, operation, path, begun, ended }
      open.set(id, write)
      historyOf(relation, key).writes.push(write)
    },
    end: (event) => {
      const write = open.get(event.id)
      open.delete(event.id)
      if (write) {
        write.ended = event.ended
        if (isRefused(event)) write.refused = remembered(event)
      }
      const key = keyIn(relation, event.side)
      if (key === undefined || !isSight(relation, event.side, key)) return
      const history = historyOf(relation, key)
      keepSight(history, event, writeOf(relation, event)?.creates === true)
      keepLong(event.side.exchange, () => {
        history.sights = history.sights.filter((one) => one !== event)
      })
    },
    judge: (event) => {
      const key = keyIn(relation, event.side)
      if (key === undefined || !isSight(relation, event.side, key) || writeOf(relation, event)?.creates === true)
        return []
      const history = historyOf(relation, key)
      const before = history.sights.findLast((one) => one !== event && one.ended < event.begun)
      return before ? compared(relation, { before, event, writes: history.writes }) : []
    },
  }
}

const writeOf = ({ writes }: ReadsBack, { operation }: Pick<Event, 'operation'>) =>
  writes.find((one) => one.operation === operation)

const keepSight = (history: History, event: Ended, isNew: boolean): void => {
  if (isNew) history.sights = []
  history.sights.push(event)
  if (history.sights.length > mostSights) history.sights.shift()
  const oldest = history.sights[0]?.begun ?? 0
  history.writes = history.writes.filter(({ ended }) => ended >= oldest)
}

type Sights = { readonly before: Ended; readonly event: Ended; readonly writes: readonly Write[] }

const compared = (relation: ReadsBack, { before, event, writes }: Sights): readonly Found[] => {
  const write = writeOf(relation, event)
  const between = writes.filter(
    (one) => one.id !== event.id && one.id !== before.id && one.ended > before.begun && one.begun < event.ended,
  )
  const changing = [...between.filter((one) => !one.refused), ...(write ? [event] : [])]
  const resultsFor = (facet: string) =>
    readsBack(relation, {
      before: before.side.reply ?? null,
      now: event.side.reply ?? null,
      free: changing.flatMap((one) => writeOf(relation, one)?.changes ?? []),
      touched: changing.flatMap(({ path }) => Object.values(path)),
      writes: changing.length,
      facet,
    })
  const refused = relation.refused === undefined ? [] : between.flatMap((one) => one.refused ?? [])
  const plain = write ? write.frame : facetOf(relation, before)
  // Two reads that differ, and nothing but refused requests in between: it was one of those.
  const isBetweenReads = refused.length > 0 && plain === relation.read.stable
  const all = plain === undefined || isBetweenReads ? [] : resultsFor(plain)
  const ofRefused = relation.refused !== undefined && refused.length > 0 ? resultsFor(relation.refused) : []
  const keptBy = (one: readonly RelationResult[]) => one.filter(({ kind }) => kind === 'passed')
  return [...found(all, before), ...found(isBetweenReads ? ofRefused : keptBy(ofRefused), before, ...refused)]
}

/** Which promise two sights of a thing are about: that of the write before, or that reads are stable. */
const facetOf = (relation: ReadsBack, before: Event): string | undefined =>
  before.operation === relation.read.operation ? relation.read.stable : writeOf(relation, before)?.facet
