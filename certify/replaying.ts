import { isDeepStrictEqual } from 'node:util'
import { nowhere } from '../core/auth.ts'
import type { Exchange, WireRequest } from '../core/exchange.ts'
import type { Redactor } from '../core/redact.ts'
import type { Outside } from '../suites/outside.ts'
import { suppliesOf } from '../suites/supply.ts'
import type { Credentials } from '../target/auth/credentials.ts'
import type { Arrival, Receiver } from '../target/receiver.ts'
import type { Target } from '../target/target.ts'
import type { Step } from './course.ts'

/** The recorded run is not the one that follows from contract, settings, seed and replies. */
export class Departure extends Error {
  override readonly name = 'Departure'
}

export type Recorded = {
  readonly steps: readonly Step[]
  /** The recorded exchange, redacted. */
  readonly exchange: (id: string) => Exchange | undefined
  /** Of what is sent now, whose credentials are stand-ins. */
  readonly redact: () => Redactor
  /** Told each exchange that was given, in their order. @defaultValue nobody is */
  readonly onEnded?: (id: string) => void
}

export type Replaying = {
  readonly outside: Outside
  /** Rejects once the run departs from what was recorded. */
  readonly departed: Promise<never>
  /** How many requests were derived, and were as recorded. */
  readonly derived: () => number
  /** @throws Departure where something recorded was not asked for */
  readonly assertDone: () => void
  readonly close: () => void
}

/** So often in a row nothing may happen before it counts as that nothing will. */
const patience = 400

/**
 * An outside that tells what was recorded, in its order: each request that is sent must be the recorded one. Whatever is
 * asked for waits until it is the next step, so that cases see the same things in the same order.
 */
export const replaying = ({ steps, exchange, redact, onEnded }: Recorded): Replaying => {
  const waiting = new Map<string, (() => void)[]>()
  const arrived: Arrival[] = []
  let isFull = false
  let place = 0
  let derived = 0
  let idle = 0
  let isOver = false
  let fail: (departure: Departure) => void = () => undefined
  const departed = new Promise<never>((_, reject) => {
    fail = (departure) => {
      isOver = true
      reject(departure)
    }
  })
  departed.catch(() => undefined)

  /** Of several that wait, the one is meant that waits for just this: who sleeps longer may have begun earlier. */
  const keyOf = (step: Step): string =>
    'id' in step ? `${step.kind} ${step.id}` : step.kind === 'slept' ? `slept ${step.ms}` : step.kind

  const takeArrivals = (): void => {
    for (let step = steps[place]; step?.kind === 'arrived'; step = steps[place]) {
      arrived.push({ headers: step.headers, body: step.body })
      place += 1
    }
  }

  /** The clock stands in the course where it was looked at; nobody can wait for it. */
  const now = (): number => {
    takeArrivals()
    const step = steps[place]
    if (step?.kind !== 'now') {
      fail(new Departure(`the clock is looked at where the record has ${told(step)}`))
      return 0
    }
    place += 1
    return step.at
  }

  const pump = (): void => {
    if (isOver) return
    takeArrivals()
    const step = steps[place]
    const key = step && keyOf(step)
    const turns = key === undefined ? undefined : waiting.get(key)
    const [turn, ...others] = turns ?? []
    if (turn && key !== undefined) {
      if (others.length > 0) waiting.set(key, others)
      else waiting.delete(key)
      place += 1
      idle = 0
      turn()
    } else if (waiting.size > 0) idle += 1
    if (idle > patience) {
      const [asked = ''] = waiting.keys()
      fail(new Departure(`what follows is '${asked}', and the record has ${told(step)}`))
    } else setImmediate(pump)
  }
  setImmediate(pump)

  const turnOf = (key: string): Promise<void> =>
    new Promise((resolve) => waiting.set(key, [...(waiting.get(key) ?? []), resolve]))

  const target = (credentials: Credentials): Target => {
    let sent = 0
    return {
      send: async (id, _, sendable) => {
        const made = typeof sendable === 'function' ? sendable((await credentials.current()) ?? nowhere) : sendable
        const recorded = exchange(id)
        if (!recorded) throw departs(`the request ${id} is sent, and the record has none of it`)
        const request = redact().exchange({ ...recorded, request: made, outcome: unseen }).request
        const other = differenceOf(request, recorded.request)
        if (other !== undefined)
          throw departs(
            `the request ${id} that follows from contract and seed has another ${other} than the recorded one`,
          )
        await turnOf(`ended ${id}`)
        sent += 1
        derived += 1
        onEnded?.(id)
        return { ...recorded, request: made }
      },
      answers: async () => {
        // Looked at before its turn is taken, which is when it is the next.
        await turnOf('answers')
        const step = steps[place - 1]
        return step?.kind === 'answers' && step.yes
      },
      counts: () => ({ sent, answered: sent, throttled: 0, repeated: 0 }),
      stop: () => undefined,
      close: () => undefined,
    }
  }

  const departs = (why: string): Departure => {
    const departure = new Departure(why)
    fail(departure)
    return departure
  }

  const receiver = (port: number): Receiver => ({
    port,
    arrivals: () => arrived,
    isFull: () => isFull,
    waitFor: async (fits) => {
      await turnOf('awaited')
      const step = steps[place - 1]
      if (step?.kind !== 'awaited') return undefined
      isFull = step.isFull
      return step.found ? arrived.find(fits) : undefined
    },
    close: async () => undefined,
  })

  return {
    departed,
    derived: () => derived,
    assertDone: () => {
      takeArrivals()
      if (place < steps.length)
        throw new Departure(`the run comes to its end where the record goes on with ${told(steps[place])}`)
    },
    close: () => {
      isOver = true
    },
    outside: {
      openTarget: ({ credentials }) => target(credentials ?? none),
      openReceiver: async (port) => receiver(port),
      suppliesOf,
      begins: (id) => turnOf(`begun ${id}`),
      now,
      sleep: (ms) => turnOf(`slept ${ms}`),
    },
  }
}

const unseen: Exchange['outcome'] = { kind: 'withheld', detail: '' }

const none: Credentials = {
  current: async () => nowhere,
  instead: async () => undefined,
  secrets: () => ({}),
}

const told = (step: Step | undefined): string =>
  step === undefined ? 'nothing more' : `'${step.kind}${'id' in step ? ` ${step.id}` : ''}'`

/** Which part of two requests differs first; where they hold names for secrets must be the same too. */
const differenceOf = (one: WireRequest, other: WireRequest): string | undefined => {
  const parts = ['method', 'path', 'headers', 'body'] as const
  const part = parts.find((name) => !isDeepStrictEqual(one[name], other[name]))
  return part ?? (isDeepStrictEqual(placesOf(one), placesOf(other)) ? undefined : 'set of places with secrets')
}

const placesOf = ({ secrets = [] }: WireRequest): readonly string[] =>
  secrets.map((place) => `${place.in} ${place.at} ${place.name}`).sort()
