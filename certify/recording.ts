import type { Json } from '../core/json.ts'
import type { Supply } from '../core/run-spec.ts'
import { type Outside, realOutside } from '../suites/outside.ts'
import type { Supplies } from '../suites/supply.ts'
import type { Receiver } from '../target/receiver.ts'
import type { Step } from './course.ts'

export type Recording = {
  readonly outside: Outside
  readonly steps: readonly Step[]
  /** What functions of the user gave, by fixture, in the order in which it was asked for. */
  readonly drawn: ReadonlyMap<string, readonly (Json | undefined)[]>
  /** Why requests were not sent, or values not given, that cases asked for. */
  readonly lacks: ReadonlySet<string>
}

/** The real outside, and all that it tells. */
export const recording = (real: Outside = realOutside): Recording => {
  const steps: Step[] = []
  const drawn = new Map<string, (Json | undefined)[]>()
  const lacks = new Set<string>()
  const add = (step: Step): void => void steps.push(step)
  return {
    steps,
    drawn,
    lacks,
    outside: {
      openTarget: (options) => {
        const target = real.openTarget(options)
        return {
          ...target,
          send: async (...request) => {
            const exchange = await target.send(...request)
            if (exchange.outcome.kind === 'withheld') lacks.add(exchange.outcome.detail)
            add({ kind: 'ended', id: exchange.id })
            return exchange
          },
          answers: async () => {
            const yes = await target.answers()
            add({ kind: 'answers', yes })
            return yes
          },
        }
      },
      openReceiver: async (port) => recordedReceiver(await real.openReceiver(port), add),
      suppliesOf: (spec) => recordedSupplies(real.suppliesOf(spec), { supplies: spec.supplies ?? {}, drawn, lacks }),
      looksForSecrets: real.looksForSecrets,
      begins: (id) => {
        add({ kind: 'begun', id })
        return real.begins(id)
      },
      now: () => {
        const at = real.now()
        add({ kind: 'now', at })
        return at
      },
      sleep: async (ms) => {
        await real.sleep(ms)
        add({ kind: 'slept', ms })
      },
    },
  }
}

/** Events come when they like: they count from when a case looks. */
const recordedReceiver = (receiver: Receiver, add: (step: Step) => void): Receiver => {
  let recorded = 0
  const look = (): void => {
    for (const { headers, body } of receiver.arrivals().slice(recorded)) add({ kind: 'arrived', headers, body })
    recorded = receiver.arrivals().length
  }
  return {
    ...receiver,
    arrivals: () => receiver.arrivals().slice(0, recorded),
    waitFor: async (...wanted) => {
      const found = await receiver.waitFor(...wanted)
      look()
      add({ kind: 'awaited', found: found !== undefined, isFull: receiver.isFull() })
      return found
    },
  }
}

type Drawing = {
  readonly supplies: Readonly<Record<string, Supply>>
  readonly drawn: Map<string, (Json | undefined)[]>
  readonly lacks: Set<string>
}

const recordedSupplies = (real: Supplies, { supplies, drawn, lacks }: Drawing): Supplies => ({
  ...real,
  draw: async (name, key) => {
    if (supplies[name]?.kind !== 'function') return real.draw(name, key)
    const values = drawn.get(name) ?? []
    drawn.set(name, values)
    const place = values.push(undefined) - 1
    const one = await real.draw(name, key)
    if ('value' in one) values[place] = one.value
    else lacks.add(one.reason)
    return one
  },
})
