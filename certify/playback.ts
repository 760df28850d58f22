import type { Arrival } from '../target/receiver.ts'
import type { Step } from './course.ts'

/** The recorded run is not the one that follows from contract, settings, seed and replies. */
export class Departure extends Error {
  override readonly name = 'Departure'
}

/** What a run asks for, of which the record holds what came. */
export type Wanted =
  | { readonly kind: 'begun' | 'ended'; readonly id: string }
  | { readonly kind: 'answers' | 'slept' | 'awaited' }

/** The recorded steps, given out one after the other. */
export type Playback = {
  /** The step that is wanted, when it is the next one. */
  readonly next: (wanted: Wanted) => Promise<Step | undefined>
  /** The clock stands in the course where it was looked at; nobody can wait for it. */
  readonly now: () => number
  /** The events that had arrived by now. */
  readonly arrivals: () => readonly Arrival[]
  /** Rejects once the run departs from what was recorded. */
  readonly departed: Promise<never>
  /** Ends the playback for this reason. */
  readonly departs: (why: string) => Departure
  /** @throws Departure where something recorded was not asked for */
  readonly assertDone: () => void
  readonly close: () => void
}

/** So often in a row nothing may happen before it counts as that nothing will. */
const patience = 400

export const playback = (steps: readonly Step[]): Playback => {
  const waits = waitsByKey()
  const { departed, depart } = departure()
  const arrived: Arrival[] = []
  let place = 0
  let idle = 0
  let isOver = false

  const departs = (why: string): Departure => {
    isOver = true
    return depart(why)
  }

  const takeArrivals = (): void => {
    for (let step = steps[place]; step?.kind === 'arrived'; step = steps[place]) {
      arrived.push({ headers: step.headers, body: step.body })
      place += 1
    }
  }

  const pump = (): void => {
    if (isOver) return
    takeArrivals()
    const step = steps[place]
    const turn = step && waits.take(keyOf(step))
    if (turn) {
      place += 1
      idle = 0
      turn(step)
    } else if (waits.first() !== undefined) idle += 1
    if (idle > patience) departs(`what follows is '${waits.first() ?? ''}', and the record has ${stepText(step)}`)
    else setImmediate(pump)
  }
  setImmediate(pump)

  return {
    next: (wanted) => new Promise((resolve) => waits.add(keyOf(wanted), resolve)),
    now: () => {
      takeArrivals()
      const step = steps[place]
      if (step?.kind !== 'now') {
        departs(`the clock is looked at where the record has ${stepText(step)}`)
        return 0
      }
      place += 1
      return step.at
    },
    arrivals: () => arrived,
    departed,
    departs,
    assertDone: () => {
      takeArrivals()
      if (place < steps.length)
        throw new Departure(`the run comes to its end where the record goes on with ${stepText(steps[place])}`)
    },
    close: () => {
      isOver = true
    },
  }
}

type Turn = (step: Step) => void

/** Who waits for which step, in the order in which they came. */
const waitsByKey = () => {
  const waiting = new Map<string, readonly Turn[]>()
  return {
    add: (key: string, turn: Turn): void => {
      waiting.set(key, [...(waiting.get(key) ?? []), turn])
    },
    take: (key: string): Turn | undefined => {
      const [turn, ...others] = waiting.get(key) ?? []
      if (others.length > 0) waiting.set(key, others)
      else waiting.delete(key)
      return turn
    },
    first: (): string | undefined => waiting.keys().next().value,
  }
}

const departure = () => {
  let reject: (departure: Departure) => void = () => undefined
  const departed = new Promise<never>((_, fail) => {
    reject = fail
  })
  departed.catch(() => undefined)
  const depart = (why: string): Departure => {
    const found = new Departure(why)
    reject(found)
    return found
  }
  return { departed, depart }
}

const keyOf = (step: Wanted | Step): string => ('id' in step ? `${step.kind} ${step.id}` : step.kind)

const stepText = (step: Step | undefined): string => (step === undefined ? 'nothing more' : `'${keyOf(step)}'`)
