import { nowhere } from '../core/auth.ts'
import type { PackedResult } from '../core/case.ts'
import type { Exchange } from '../core/exchange.ts'
import { livingRedactor, type Redact } from '../core/redact.ts'
import type { RunSpec } from '../core/run-spec.ts'
import { seedOf } from '../core/seed.ts'
import { type Vocabulary, vocabulary } from '../generators/vocabulary.ts'
import type { BodyForm, Contract, Operation } from '../schemas/contract.ts'
import { connectionOf } from '../target/agent.ts'
import type { Credentials } from '../target/auth/credentials.ts'
import { openCredentials } from '../target/auth/open.ts'
import { openEvidence } from '../target/evidence-file.ts'
import { openReceiver, type Receiver } from '../target/receiver.ts'
import { openTarget, type Sendable, type Target } from '../target/target.ts'
import { classLimits } from './class-limits.ts'
import { isGuarded, lacksConsent } from './consent.ts'
import type { Trace } from './ledger.ts'
import { once } from './once.ts'
import { type Supplies, suppliesOf } from './supply.ts'

/** One run of one contract: what all its cases share. */
export type Session = {
  readonly spec: RunSpec
  readonly contract: Contract
  readonly target: Target
  readonly credentials: Credentials
  readonly words: Vocabulary
  readonly receiver?: Receiver
  readonly redact: Redact
  /** What was sent to make fixtures at the target, in its order: cases that use them rest on it. */
  readonly setUp: Exchange[]
  /** Adds a case that is done, already redacted, to the evidence; with the fault of our own that ended it. */
  readonly keepCase: (result: PackedResult, error?: string) => void
  /** Secrets that a reply must not echo: those that cannot be mistaken for ordinary words. */
  readonly secrets: () => readonly string[]
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
  /** The cases of this shard; looked at only where there are several. */
  readonly own: Set<string>
  /** Marks what a case creates. What several shards must do, each for itself, is marked by each in its own way. */
  readonly tagOf: (caseId: string) => string
  readonly seed: (...parts: readonly string[]) => number
  readonly operation: (id: string) => Operation
  readonly id: (facet: string) => string
  readonly close: () => Promise<void>
}

/** Shorter secrets may stand in a reply by chance. */
const telling = 8

/** The largest reply that is read, in bytes, where the user does not say. */
const maxReplyBytes = 5_000_000

export const openSession = async (spec: RunSpec, contract: Contract): Promise<Session> => {
  const { target: wanted } = spec
  const credentials = openCredentials(wanted)
  const target = openTarget({
    ...connectionOf(wanted),
    baseUrl: wanted.baseUrl,
    credentials,
    concurrency: wanted.concurrency,
    maxReplyBytes: wanted.maxReplyBytes ?? maxReplyBytes,
    ...(wanted.requestsPerSecond === undefined ? {} : { requestsPerSecond: wanted.requestsPerSecond }),
    limits: classLimits(wanted.limits ?? {}, contract),
    ...(wanted.userAgent === undefined ? {} : { userAgent: wanted.userAgent }),
    ...(wanted.maxRequests === undefined ? {} : { maxRequests: wanted.maxRequests }),
    ...(wanted.maxTimeMs === undefined ? {} : { deadline: Date.now() + wanted.maxTimeMs }),
  })
  const own = new Set<string>()
  const evidence = spec.evidence === undefined ? undefined : openEvidence(spec.evidence)
  const redact = livingRedactor(credentials.secrets)
  // Where no evidence is kept nothing is redacted for it either, which would take a tenth of the time of a run.
  const keep = (exchange: Exchange): void =>
    evidence?.add(redact({ kind: 'exchange', contract: contract.id, exchange }))
  const receiver = spec.webhook && contract.events.length > 0 ? await openReceiver(spec.webhook.port) : undefined
  const guarded = isGuarded(spec)
  /** What is not consented to is not sent, whichever case asks for it. */
  const withheld = (id: string, name: string, request: Sendable): Exchange | undefined => {
    const operation = guarded ? contract.operations.find((one) => one.id === name) : undefined
    if (!operation) return undefined
    const made = typeof request === 'function' ? request(nowhere) : request
    const detail = lacksConsent(spec, operation, made)
    return detail === undefined
      ? undefined
      : { id, operation: name, request: made, outcome: { kind: 'withheld', detail } }
  }
  return {
    spec,
    contract,
    target: {
      ...target,
      send: async (id, operation, request) => {
        const exchange = withheld(id, operation, request) ?? (await target.send(id, operation, request))
        if (exchange.outcome.kind !== 'withheld') keep(exchange)
        return exchange
      },
    },
    credentials,
    words: vocabulary(spec.seed),
    ...(receiver ? { receiver } : {}),
    redact,
    setUp: [],
    keepCase: (result, error) => {
      // What was not sent has no line yet, though a finding may name it.
      for (const one of result.exchanges) if (one.outcome.kind === 'withheld') keep(one)
      const exchanges = result.exchanges.map(({ id }) => id)
      evidence?.add({
        kind: 'case',
        contract: contract.id,
        result: { ...result, exchanges },
        counts: target.counts(),
        ...(error === undefined ? {} : { error }),
      })
    },
    secrets: () =>
      Object.values(credentials.secrets())
        .flat()
        .filter(({ length }) => length >= telling),
    once: once(),
    hangs: new Map(),
    forms: new Map(),
    supplies: suppliesOf(spec),
    traces: [],
    tagOf: (caseId) => (!spec.shard || own.has(caseId) ? spec.tag : `${spec.tag}${spec.shard.index}`),
    own,
    seed: (...parts) => seedOf(spec.seed, contract.id, ...parts),
    operation: (id) => {
      const found = contract.operations.find((operation) => operation.id === id)
      if (!found) throw new Error(`The contract ${contract.id} has no operation ${id}.`)
      return found
    },
    id: (facet) => `${contract.id}/${facet}`,
    close: async () => {
      target.close()
      evidence?.close()
      await receiver?.close()
    },
  }
}
