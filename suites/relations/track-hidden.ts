import { placeIn } from '../../checks/no-hidden-echo.ts'
import type { Operation } from '../../contracts/contract.ts'
import { hiddenNodes } from '../../contracts/hidden.ts'
import { replyOf } from '../../core/exchange.ts'
import { at, copied } from '../../core/json.ts'
import { firstAt, placeOf } from '../../core/place.ts'
import { type Begun, type Ended, type Event, type Found, found, remembered, type Tracker } from './event.ts'

/** As long as numbers of cards and accounts are: no other value holds them by chance. */
const isTelling = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{12,40}$/.test(value) && new Set(value).size > 1

type Sent = { event: Event; readonly facet: string; readonly member: string }

/** What is hidden comes back in no later reply either, of whichever operation and in whichever form; undefined where nothing is. */
export const trackHidden = (operations: ReadonlyMap<string, Operation>): Tracker | undefined => {
  const hiding = new Set([...operations.values()].filter((one) => hiddenNodes(one).length > 0).map(({ id }) => id))
  if (hiding.size === 0) return undefined
  const sent = new Map<string, Sent>()
  /** Values that were sent in what is not hidden, too. */
  const open = new Set<string>()

  const begin = ({ event, request }: Begun): void => {
    const operation = operations.get(event.operation)
    const body = request()
    if (!operation || body === undefined) return
    const places = hiddenNodes(operation).map(({ path }) => path)
    for (const path of places) {
      const value = at(body, firstAt(path))
      if (!isTelling(value) || sent.has(value)) continue
      const facet = `${event.operation}/security/hidden/${placeOf(path)}`
      sent.set(copied(value), { event, facet, member: `${path.at(-1)}` })
    }
    // What is wrapped in something else on purpose is hidden there, too.
    const names = new Set(places.map((path) => path.at(-1)))
    const shown = JSON.stringify(body, (name, value) => (names.has(name) ? undefined : value))
    for (const value of sent.keys()) if (shown.includes(value)) open.add(value)
  }

  const end = (event: Ended): void => {
    for (const one of sent.values()) if (one.event.id === event.id) one.event = remembered(event)
  }

  const judge: Tracker['judge'] = (event, exchange) => {
    const body = replyOf(exchange)?.body ?? ''
    return [...sent].flatMap(([value, one]): readonly Found[] => {
      // What a reply shows of its own request is looked at by itself, and of later ones it can know nothing.
      const isKnown = one.event.id === event.id || open.has(value) || one.event.begun > event.ended
      if (isKnown || !body.includes(value)) return []
      const finding = {
        message: `A later reply holds the ${one.member} that was sent`,
        at: placeIn(body, value) ?? '',
        expected: 'it is in no reply',
        received: 'the whole value',
      }
      return found([{ kind: 'failed', facet: one.facet, finding }], one.event)
    })
  }

  return { operations: [...operations.keys()], begin, end, judge }
}
