import type { BodyForm } from '../contracts/answers.ts'
import type { Contract, Operation } from '../contracts/contract.ts'
import { nowhere } from '../core/auth.ts'
import type { PackedResult } from '../core/case.ts'
import { cutExchange } from '../core/cut-exchange.ts'
import type { Exchange } from '../core/exchange.ts'
import { livingRedactor, type Redactor } from '../core/redact.ts'
import type { RunCounts } from '../core/run-counts.ts'
import type { RunSpec } from '../core/run-spec.ts'
import { seedOf } from '../core/seed.ts'
import { type Vocabulary, vocabulary } from '../generators/vocabulary.ts'
import { connectionOf } from '../target/agent.ts'
import type { Credentials } from '../target/auth/credentials.ts'
import { isNearMiss } from '../target/auth/near-misses.ts'
import { openCredentials, secretsOf } from '../target/auth/open.ts'
import { openEvidence } from '../target/evidence-file.ts'
import { isLoopback } from '../target/loopback.ts'
import type { Receiver } from '../target/receiver.ts'
import type { Sendable, Target } from '../target/target.ts'
import { isTaken } from './attempt-answer.ts'
import { classLimits } from './class-limits.ts'
import { isGuarded, lacksConsent, lacksWriteConsent } from './consent.ts'
import type { Trace } from './ledger.ts'
import { type Once, once } from './once.ts'
import { type Outside, realOutside } from './outside.ts'
import { type Related, relatedOf } from './related.ts'
import type { Supplies } from './supply.ts'

/** One run of one contract: what all its cases share. */
export type Session = {
  readonly spec: RunSpec
  readonly contract: Contract
  readonly target: Target
  readonly counts: () => RunCounts
  readonly credentials: Credentials
  readonly words: Vocabulary
  readonly receiver?: Receiver
  /** The time, as far as cases go by it. */
  readonly clock: Pick<Outside, 'now' | 'sleep'>
  readonly redact: Redactor
  /** What was sent to make fixtures at the target, in its order: cases that use them rest on it. */
  readonly setUp: Exchange[]
  /** Adds a case that is done, already redacted, to the evidence; with the fault of our own that ended it. */
  /** Why not all evidence could be written, so that nothing more is sent. */
  readonly unwritten: () => string | undefined
  readonly keepCase: (result: PackedResult, error?: string) => void
  /** Secrets that a reply must not echo; what of them may be mistaken for ordinary words is for the rule to know. */
  readonly secrets: () => readonly string[]
  /** The result of `work`, done at most once in this run. Whoever comes first does it; the others wait. */
  readonly once: Once
  /** How many requests each operation is known to leave without a whole reply until the time is up. */
  readonly hangs: Map<string, number>
  /** What became of requests whose reply was lost. */
  readonly losses: Losses
  /** The form that the target takes the body of an operation in, once that has been found out. */
  readonly forms: Map<string, BodyForm>
  /** Values of fixtures of which every request takes its own. */
  readonly supplies: Supplies
  /** What was exchanged so far, as far as relations are about it. */
  readonly related: Related
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

export type Losses = {
  lost: number
  answeredAgain: number
  /** What became of the writes of each operation that were sent to be accepted. */
  readonly writes: Map<string, Writes>
}

export type Writes = {
  readonly accepted: number
  readonly refused: number
  /** Refused when they were sent again after their reply was lost. */
  readonly refusedAgain: number
  /** Their reply was lost, and they were not sent again. */
  readonly lost: number
}

export const noWrites: Writes = { accepted: 0, refused: 0, refusedAgain: 0, lost: 0 }

/** The largest reply that is read, in bytes, where the user does not say. */
const maxReplyBytes = 5_000_000

export const openSession = async (
  spec: RunSpec,
  contract: Contract,
  outside: Outside = realOutside,
): Promise<Session> => {
  const { target: wanted } = spec
  const credentials = openCredentials(wanted)
  const target = outside.openTarget({
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
    onProbe: (exchange) => keep(exchange),
  })
  const losses: Losses = { lost: 0, answeredAgain: 0, writes: new Map() }
  let accepted = 0
  const counts = (): RunCounts => ({
    ...target.counts(),
    accepted,
    ...(losses.lost > 0 ? { lost: losses.lost, answeredAgain: losses.answeredAgain } : {}),
  })
  const own = new Set<string>()
  const operationOf = new Map(contract.operations.map((operation) => [operation.id, operation]))
  const evidence =
    spec.evidence === undefined
      ? undefined
      : openEvidence(spec.evidence, {
          run: spec.runId ?? spec.tag,
          isWhole: spec.isWhole,
          onUnwritten: (why) => target.stop(why),
        })
  let telling: readonly string[] = []
  const redact = livingRedactor(() => secretsOf(spec, credentials))
  // Where no evidence is kept nothing is redacted for it either, which would take a tenth of the time of a run.
  const keep = (exchange: Exchange): void =>
    evidence?.add({
      kind: 'exchange',
      contract: contract.id,
      exchange: redact.exchange(spec.isWhole ? exchange : cutExchange(exchange, redact.text)),
    })
  const id = (facet: string): string => `${contract.id}/${facet}`
  const related = relatedOf(contract, id)
  const receiver =
    spec.webhook && contract.events.length > 0 ? await outside.openReceiver(spec.webhook.port) : undefined
  const guarded = isGuarded(spec)
  const isFree = isLoopback(wanted.baseUrl)
  /** What is not consented to is not sent, whichever case asks for it. */
  const withheld = (id: string, name: string, request: Sendable): Exchange | undefined => {
    if (isFree) return undefined
    const operation = operationOf.get(name)
    const made = typeof request === 'function' ? request(nowhere) : request
    const detail =
      lacksWriteConsent(spec, operation, made) ??
      (guarded && operation ? lacksConsent(spec, operation, made) : undefined)
    return detail === undefined
      ? undefined
      : { id, operation: name, request: made, outcome: { kind: 'withheld', detail } }
  }
  return {
    spec,
    contract,
    target: {
      ...target,
      counts,
      send: async (...request) => {
        const [exchangeId, operation, made] = request
        const turn = outside.begins(exchangeId)
        if (turn) await turn
        related.begin(exchangeId, operation, () => (typeof made === 'function' ? made(nowhere) : made))
        const exchange = withheld(exchangeId, operation, made) ?? (await target.send(...request))
        related.end(exchange)
        if (exchange.outcome.kind !== 'withheld') keep(exchange)
        if (isTaken(operationOf.get(exchange.operation), exchange)) accepted += 1
        return exchange
      },
    },
    counts,
    credentials,
    words: vocabulary(spec.seed),
    ...(receiver ? { receiver } : {}),
    clock: outside,
    redact,
    setUp: [],
    unwritten: () => evidence?.unwritten(),
    keepCase: (result, error) => {
      // What was not sent has no line yet, though a finding may name it.
      for (const one of result.exchanges) if (one.outcome.kind === 'withheld') keep(one)
      const exchanges = result.exchanges.map(({ id }) => id)
      evidence?.add({
        kind: 'case',
        contract: contract.id,
        result: { ...result, exchanges },
        counts: counts(),
        ...(error === undefined ? {} : { error }),
      })
    },
    secrets: () => {
      const now = Object.entries(credentials.secrets())
        .filter(([name]) => !isNearMiss(name))
        .flatMap(([, values]) => values)
      // One list as long as they stay the same: what is looked for is made ready once for each.
      if (now.length !== telling.length) telling = now
      return telling
    },
    once: once(),
    hangs: new Map(),
    losses,
    forms: new Map(),
    supplies: outside.suppliesOf(spec),
    traces: [],
    tagOf: (caseId) => (!spec.shard || own.has(caseId) ? spec.tag : `${spec.tag}${spec.shard.index}`),
    own,
    seed: (...parts) => seedOf(spec.seed, contract.id, ...parts),
    operation: (id) => {
      const found = contract.operations.find((operation) => operation.id === id)
      if (!found) throw new Error(`The contract ${contract.id} has no operation ${id}.`)
      return found
    },
    id,
    related,
    close: async () => {
      target.close()
      evidence?.close()
      await receiver?.close()
    },
  }
}
