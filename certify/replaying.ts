import { isDeepStrictEqual } from 'node:util'
import { nowhere } from '../core/auth.ts'
import type { Exchange, WireRequest } from '../core/exchange.ts'
import type { Redactor } from '../core/redact.ts'
import type { Outside } from '../suites/outside.ts'
import { suppliesOf } from '../suites/supply.ts'
import type { Credentials } from '../target/auth/credentials.ts'
import type { Receiver } from '../target/receiver.ts'
import type { Target } from '../target/target.ts'
import type { Step } from './course.ts'
import { type Playback, playback } from './playback.ts'

export type Recorded = {
  readonly steps: readonly Step[]
  /** The recorded exchange, redacted. */
  readonly exchange: (id: string) => Exchange | undefined
  /** Of what is sent now, whose credentials are stand-ins. */
  readonly redact: () => Redactor
  /** Called with each exchange that was given, in their order. @defaultValue nobody is */
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

/**
 * An outside that tells what was recorded, in its order: each request that is sent must be the recorded one. Whatever is
 * asked for waits until it is the next step, so that cases see the same things in the same order.
 */
export const replaying = (recorded: Recorded): Replaying => {
  const record = playback(recorded.steps)
  let derived = 0
  const onDerived = (id: string): void => {
    derived += 1
    recorded.onEnded?.(id)
  }
  return {
    departed: record.departed,
    derived: () => derived,
    assertDone: record.assertDone,
    close: record.close,
    outside: {
      openTarget: ({ credentials }) =>
        recordedTarget(record, { ...recorded, credentials: credentials ?? none, onDerived }),
      openReceiver: async (port) => recordedReceiver(record, port),
      suppliesOf,
      begins: async (id) => {
        await record.next({ kind: 'begun', id })
      },
      looksForSecrets: false,
      now: record.now,
      sleep: async (ms) => {
        await record.next({ kind: 'slept', ms })
      },
    },
  }
}

type Answering = Recorded & { readonly credentials: Credentials; readonly onDerived: (id: string) => void }

const recordedTarget = (record: Playback, { exchange, redact, credentials, onDerived }: Answering): Target => {
  let sent = 0
  return {
    send: async (id, _, sendable) => {
      const made = typeof sendable === 'function' ? sendable((await credentials.current()) ?? nowhere) : sendable
      const known = exchange(id)
      if (!known) throw record.departs(`the request ${id} is sent, and the record has none of it`)
      const request = redact().exchange({ ...known, request: made, outcome: unseen }).request
      const other = differenceOf(request, known.request)
      if (other !== undefined)
        throw record.departs(
          `the request ${id} that follows from contract and seed has another ${other} than the recorded one`,
        )
      await record.next({ kind: 'ended', id })
      sent += 1
      onDerived(id)
      return { ...known, request: made }
    },
    answers: async () => {
      const step = await record.next({ kind: 'answers' })
      return step?.kind === 'answers' && step.yes
    },
    counts: () => ({ sent, answered: sent, throttled: 0, repeated: 0 }),
    stop: () => undefined,
    close: () => undefined,
  }
}

const recordedReceiver = (record: Playback, port: number): Receiver => {
  let isFull = false
  return {
    port,
    arrivals: record.arrivals,
    isFull: () => isFull,
    waitFor: async (fits) => {
      const step = await record.next({ kind: 'awaited' })
      if (step?.kind !== 'awaited') return undefined
      isFull = step.isFull
      return step.found ? record.arrivals().find(fits) : undefined
    },
    close: async () => undefined,
  }
}

const unseen: Exchange['outcome'] = { kind: 'withheld', detail: '' }

const none: Credentials = {
  current: async () => nowhere,
  instead: async () => undefined,
  secrets: () => ({}),
}

/** Which part of two requests differs first; where they hold names for secrets must be the same too. */
const differenceOf = (one: WireRequest, other: WireRequest): string | undefined => {
  const parts = ['method', 'path', 'headers', 'body'] as const
  const part = parts.find((name) => !isDeepStrictEqual(one[name], other[name]))
  return part ?? (isDeepStrictEqual(placesOf(one), placesOf(other)) ? undefined : 'set of places with secrets')
}

const placesOf = ({ secrets = [] }: WireRequest): readonly string[] =>
  secrets.map((place) => `${place.in} ${place.at} ${place.name}`).sort()
