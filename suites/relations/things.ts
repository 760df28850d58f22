import { isAccepted } from '../../checks/answer.ts'
import { keyAt, type Side } from '../../checks/relations/side.ts'
import type { Place, ReadsBack } from '../../contracts/relations/relation.ts'
import { at, isObject } from '../../core/json.ts'
import type { Ended, Event } from './event.ts'
import { keptIn } from './kept-in.ts'

/** A thing with all that was done to it and seen of it. */
export type History = { sights: Ended[]; writes: Write[] }

/** A request that may have changed a thing. What came back is kept only where it was refused: of the others, that they were is enough. */
export type Write = Pick<Event, 'id' | 'operation' | 'path' | 'begun' | 'ended'> & { refused?: Ended }

/** All things that were met in a run. */
export type Things = {
  readonly historyOf: (relation: ReadsBack, key: string) => History
  /** What was seen of the things that an exchange is about. */
  readonly sightsFor: (side: Side) => readonly Ended[]
}

export const thingsOf = (relations: readonly ReadsBack[]): Things => {
  const histories = new Map<string, History>()
  const historyOf: Things['historyOf'] = (relation, key) =>
    keptIn(histories, `${relation.thing} ${key}`, () => ({ sights: [], writes: [] }))
  return {
    historyOf,
    sightsFor: (side) =>
      relations.flatMap((relation) => {
        const key = keyIn(relation, side)
        return key === undefined ? [] : historyOf(relation, key).sights
      }),
  }
}

/** What names the thing in an exchange that reads or writes it. */
export const keyIn = (relation: ReadsBack, side: Side): string | undefined => {
  const place = placeIn(relation, side.exchange.operation)
  return place && keyAt(side, place)
}

const placeIn = ({ read, writes }: ReadsBack, operation: string): Place | undefined =>
  operation === read.operation ? read.key : writes.find((one) => one.operation === operation)?.key

/**
 * A reply that shows the thing, and names it as it was asked for: that it names another is reported elsewhere. What has no
 * name of its own is shown by the read alone.
 */
export const isSight = ({ name, read }: ReadsBack, side: Side, key: string): boolean =>
  isAccepted(side.exchange) &&
  isObject(side.reply) &&
  (name.length === 0 ? side.exchange.operation === read.operation : at(side.reply, name) === key)
