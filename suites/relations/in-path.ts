import type { Place } from '../../contracts/relations/relation.ts'
import type { Event } from './event.ts'

/** What stands at a place of an address, which is known before the exchange has ended; undefined at places elsewhere. */
export const valueInPath = ({ path }: Pick<Event, 'path'>, place: Place | undefined): string | undefined =>
  place?.in === 'path' ? path[place.steps[0] ?? ''] : undefined
