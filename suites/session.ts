import { type Redact, redactorFor } from '../core/redact.ts'
import type { RunSpec } from '../core/run-spec.ts'
import { seedOf } from '../core/seed.ts'
import { type Vocabulary, vocabulary } from '../generators/vocabulary.ts'
import type { BodyForm, Contract, Operation } from '../schemas/contract.ts'
import { openReceiver, type Receiver } from '../target/receiver.ts'
import { openTarget, type Target } from '../target/target.ts'
import { classLimits } from './class-limits.ts'
import type { Trace } from './ledger.ts'
import { once } from './once.ts'
import { type Supplies, suppliesOf } from './supply.ts'

/** One run of one contract: what all its cases share. */
export type Session = {
  readonly spec: RunSpec
  readonly contract: Contract
  readonly target: Target
  readonly words: Vocabulary
  readonly receiver?: Receiver
  readonly redact: Redact
  readonly secrets: readonly string[]
  /** The result of `work`, done at most once in this run. Whoever comes first does it; the others wait. */
  readonly once: <T>(key: string, work: () => Promise<T>) => Promise<T>
  /** How many requests each operation has left without an answer. */
  readonly hangs: Map<string, number>
  /** The form that the target takes the body of an operation in, once that has been found out. */
  readonly forms: Map<string, BodyForm>
  /** Values of fixtures of which every request takes its own. */
  readonly supplies: Supplies
  /** What was made at the target so far. */
  readonly traces: Trace[]
  readonly seed: (...parts: readonly string[]) => number
  readonly operation: (id: string) => Operation
  readonly id: (facet: string) => string
  readonly close: () => Promise<void>
}

/** The largest reply that is read, in bytes. */
const maxReplyBytes = 5_000_000

export const openSession = async (spec: RunSpec, contract: Contract): Promise<Session> => {
  const { target: wanted } = spec
  const secrets = {
    ...(wanted.token === undefined ? {} : { $ASSAY_TOKEN: wanted.token }),
    ...Object.fromEntries(Object.entries(wanted.secrets ?? {}).map(([name, value]) => [`\${${name}}`, value])),
  }
  const target = openTarget({
    baseUrl: wanted.baseUrl,
    timeoutMs: wanted.timeoutMs,
    concurrency: wanted.concurrency,
    maxReplyBytes,
    ...(wanted.requestsPerSecond === undefined ? {} : { requestsPerSecond: wanted.requestsPerSecond }),
    limits: classLimits(wanted.limits ?? {}, contract),
    ...(wanted.userAgent === undefined ? {} : { userAgent: wanted.userAgent }),
    ...(wanted.maxRequests === undefined ? {} : { maxRequests: wanted.maxRequests }),
    ...(wanted.maxTimeMs === undefined ? {} : { deadline: Date.now() + wanted.maxTimeMs }),
  })
  const receiver = spec.webhook && contract.events.length > 0 ? await openReceiver(spec.webhook.port) : undefined
  return {
    spec,
    contract,
    target,
    words: vocabulary(spec.seed),
    ...(receiver ? { receiver } : {}),
    redact: redactorFor(secrets),
    secrets: Object.values(secrets),
    once: once(),
    hangs: new Map(),
    forms: new Map(),
    supplies: suppliesOf(spec),
    traces: [],
    seed: (...parts) => seedOf(spec.seed, contract.id, ...parts),
    operation: (id) => {
      const found = contract.operations.find((operation) => operation.id === id)
      if (!found) throw new Error(`The contract ${contract.id} has no operation ${id}.`)
      return found
    },
    id: (facet) => `${contract.id}/${facet}`,
    close: async () => {
      target.close()
      await receiver?.close()
    },
  }
}
