import type { BodyForm } from '../contracts/answers.ts'
import type { Contract, Operation } from '../contracts/contract.ts'
import { cutterHiding } from '../core/cut-exchange.ts'
import type { Exchange } from '../core/exchange.ts'
import { livingRedactor, type Redactor } from '../core/redact.ts'
import type { RunCounts } from '../core/run-counts.ts'
import type { RunSpec } from '../core/run-spec.ts'
import { seedOf } from '../core/seed.ts'
import { type Vocabulary, vocabulary } from '../generators/vocabulary.ts'
import { connectionOf } from '../target/agent.ts'
import type { Credentials } from '../target/auth/credentials.ts'
import { isNearMiss } from '../target/auth/near-misses.ts'
import { openCredentials, secretsWith } from '../target/auth/open.ts'
import type { Receiver } from '../target/receiver.ts'
import type { Target, TargetOptions } from '../target/target.ts'
import { isTaken } from './attempt-answer.ts'
import { classLimits } from './class-limits.ts'
import { type EvidenceKeeper, evidenceKeeper } from './evidence-keeper.ts'
import { guardedSend, type OperationNamed, plain } from './guarded-send.ts'
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
  /** An exchange as it is kept to be shown: of a long body no more than is read; all of it where all is judged again. */
  readonly shown: (exchange: Exchange) => Exchange
  /** What was sent to make fixtures at the target, in its order: cases that use them rest on it. */
  readonly setUp: Exchange[]
  readonly unwritten: EvidenceKeeper['unwritten']
  readonly keepCase: EvidenceKeeper['keepCase']
  /** Secrets that a reply must not echo; what of them may be mistaken for ordinary words is for the rule to know. */
  readonly secrets: () => readonly string[]
  /** The result of `work`, done at most once in this run. Whoever comes first does it; the others wait. */
  readonly once: Once
  /** Why requests could not be made, or were not allowed: what stays open for one of these reasons was not tried. */
  readonly untriedFor: Set<string>
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
  const credentials = openCredentials(spec.target)
  const redact = livingRedactor(secretsWith(spec, credentials))
  const shown = spec.isWhole ? (exchange: Exchange): Exchange => exchange : cutterHiding(redact.text)
  const target = outside.openTarget({
    ...targetOptions(spec, contract),
    credentials,
    onProbe: (exchange) => evidence.keep(exchange),
  })
  const losses: Losses = { lost: 0, answeredAgain: 0, writes: new Map() }
  let accepted = 0
  const counts = (): RunCounts => ({
    ...target.counts(),
    accepted,
    ...(losses.lost > 0 ? { lost: losses.lost, answeredAgain: losses.answeredAgain } : {}),
  })
  const evidence = evidenceKeeper(spec, { contract, redact, shown, counts, onUnwritten: (why) => target.stop(why) })
  const operations = new Map(contract.operations.map((operation) => [operation.id, operation]))
  const operationNamed: OperationNamed = (id) => operations.get(id)
  const id = (facet: string): string => `${contract.id}/${facet}`
  const related = relatedOf(contract, id, shown)
  const receiver =
    spec.webhook && contract.events.length > 0 ? await outside.openReceiver(spec.webhook.port) : undefined
  const guarded = guardedSend(spec, operationNamed, target.send)
  const send: Target['send'] = async (exchangeId, operation, sendable, company) => {
    const turn = outside.begins(exchangeId)
    if (turn) await turn
    related.begin(exchangeId, operation, () => plain(sendable))
    const exchange = await guarded(exchangeId, operation, sendable, company)
    related.end(exchange)
    if (exchange.outcome.kind !== 'withheld') evidence.keep(exchange)
    if (isTaken(operationNamed(exchange.operation), exchange)) accepted += 1
    return exchange
  }
  return {
    spec,
    contract,
    target: { ...target, counts, send },
    counts,
    credentials,
    ...(receiver ? { receiver } : {}),
    clock: outside,
    redact,
    shown,
    unwritten: evidence.unwritten,
    keepCase: evidence.keepCase,
    secrets: outside.looksForSecrets ? knownSecrets(credentials) : () => [],
    losses,
    supplies: outside.suppliesOf(spec),
    ...emptyNotes(spec),
    operation: (name) => {
      const found = operationNamed(name)
      if (!found) throw new Error(`The contract ${contract.id} has no operation ${name}.`)
      return found
    },
    seed: (...parts) => seedOf(spec.seed, contract.id, ...parts),
    id,
    related,
    close: async () => {
      target.close()
      evidence.close()
      await receiver?.close()
    },
  }
}

const targetOptions = ({ target }: RunSpec, contract: Contract): TargetOptions => ({
  ...connectionOf(target),
  baseUrl: target.baseUrl,
  concurrency: target.concurrency,
  maxReplyBytes: target.maxReplyBytes ?? maxReplyBytes,
  ...(target.requestsPerSecond === undefined ? {} : { requestsPerSecond: target.requestsPerSecond }),
  limits: classLimits(target.limits ?? {}, contract),
  ...(target.userAgent === undefined ? {} : { userAgent: target.userAgent }),
  ...(target.maxRequests === undefined ? {} : { maxRequests: target.maxRequests }),
  ...(target.maxTimeMs === undefined ? {} : { deadline: Date.now() + target.maxTimeMs }),
})

type Notes = Pick<Session, 'words' | 'setUp' | 'once' | 'untriedFor' | 'hangs' | 'forms' | 'traces' | 'own' | 'tagOf'>

/** What cases leave for each other; nothing yet. */
const emptyNotes = ({ seed, shard, tag }: RunSpec): Notes => {
  const own = new Set<string>()
  return {
    words: vocabulary(seed),
    setUp: [],
    once: once(),
    untriedFor: new Set(),
    hangs: new Map(),
    forms: new Map(),
    traces: [],
    own,
    tagOf: (caseId) => (!shard || own.has(caseId) ? tag : `${tag}${shard.index}`),
  }
}

/** One list as long as the secrets stay the same: what is looked for is made ready once for each. */
const knownSecrets = (credentials: Credentials): (() => readonly string[]) => {
  let last: readonly string[] = []
  return () => {
    const now = Object.entries(credentials.secrets())
      .filter(([name]) => !isNearMiss(name))
      .flatMap(([, values]) => values)
    if (now.length !== last.length) last = now
    return last
  }
}
