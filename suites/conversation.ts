import type { CheckContext } from '../checks/check.ts'
import { checks } from '../checks/checks.ts'
import type { CaseFacts, CaseResult, RefusedClass } from '../core/case.ts'
import type { Exchange } from '../core/exchange.ts'
import { type Evidence, untested } from '../core/finding.ts'
import { observedIn } from '../core/observed.ts'
import { distinct } from './distinct.ts'
import { asDoubtful, lostEachTime, timed, unanswered } from './lost-evidence.ts'
import type { Call } from './request.ts'
import { type SendOptions, type Settled, senderOf } from './sender.ts'
import type { Session } from './session.ts'
import { shownExchanges } from './shown-exchanges.ts'

export type { SendOptions } from './sender.ts'

/** One case talking to the target: sends, judges every reply by the common rules, and remembers. */
export type Conversation = {
  readonly session: Session
  readonly caseId: string
  readonly send: (call: Call, options?: SendOptions) => Promise<Exchange>
  /** Sends what was sent before once more, with new values where they must be; undefined of what this case did not send. */
  readonly sendAgain: (exchange: Exchange) => Promise<Exchange | undefined>
  /** Sends without judging by the common rules: for forms of request that the contract's schemas say nothing about. */
  readonly sendUnjudged: (call: Call) => Promise<Exchange>
  /** So too, but judged by the contract's relations: for forms of request that only they know. */
  readonly sendRelated: (call: Call) => Promise<Exchange>
  readonly note: (...evidence: readonly Evidence[]) => void
  readonly created: (what: string) => void
  /** Remembers value classes that are refused alone. */
  readonly refused: (...classes: readonly RefusedClass[]) => void
  /** Keeps an exchange that was not sent by `send`, so that findings can show it. */
  readonly remember: (exchange: Exchange) => void
  readonly lastExchange: () => Exchange
  /** Context of the rules for an exchange of an operation. */
  readonly contextOf: (exchange: Exchange, soft?: boolean) => CheckContext
  readonly result: (title: string) => CaseResult
}

export const converse = (session: Session, caseId: string, facts: CaseFacts): Conversation => {
  const evidence: Evidence[] = []
  const exchanges: Exchange[] = []
  const created: string[] = []
  const refused: RefusedClass[] = []
  /** Why what the story finds may come of a reply that was lost. */
  let doubt: string | undefined
  let latest: Exchange | undefined

  const keep = (exchange: Exchange): void => {
    latest = exchange
    // Nothing is found in a clean-up, which may send more than all cases.
    if (facts.kind !== 'clean-up') exchanges.push(session.shown(exchange))
  }

  const sent = new Map<string, { readonly call: Call; readonly options: SendOptions }>()

  const sender = senderOf(session, { caseId, facts, keep })

  const settled = async (call: Call, options: SendOptions): Promise<Settled> => {
    const done = await sender.send(call, options)
    doubt = done.doubt ?? doubt
    latest = done.exchange
    return done
  }

  /** What the contract's relations say; the earlier exchanges that a finding rests on are shown before it. */
  const relate = (last: Exchange): void => {
    const related = session.related.judge(last)
    evidence.push(...related.evidence)
    exchanges.unshift(...related.earlier.filter(({ id }) => exchanges.every((one) => one.id !== id)).map(session.shown))
  }

  const send = async (call: Call, options: SendOptions = {}): Promise<Exchange> => {
    const done = await settled(call, options)
    sent.set(done.exchange.id, { call, options })
    evidence.push(...byRules(session, done, options))
    if (done.judged && options.soft !== true) relate(done.judged)
    else session.related.forget(done.exchange)
    if (done.lostFirst) evidence.push(...lostEachTime(session, done.lostFirst))
    return done.exchange
  }

  return {
    session,
    caseId,
    send,
    sendAgain: async ({ id }) => {
      const known = sent.get(id)
      return known && send(known.call, known.options)
    },
    sendUnjudged: async (call) => {
      const { exchange } = await settled(call, { verbatim: true })
      session.related.forget(exchange)
      return exchange
    },
    sendRelated: async (call) => {
      const done = await settled(call, {})
      if (done.judged) relate(done.judged)
      else session.related.forget(done.exchange)
      return done.exchange
    },
    note: (...more) => evidence.push(...more.map((one) => asDoubtful(asUntried(session, one), doubt))),
    created: (what) => created.push(what),
    refused: (...classes) => refused.push(...classes),
    remember: keep,
    lastExchange: () => {
      if (!latest) throw new Error(`The case ${caseId} has sent nothing yet.`)
      return latest
    },
    contextOf: (exchange, soft) => contextOf(session, exchange, soft),
    result: (title) => ({
      id: caseId,
      title,
      ...facts,
      evidence: distinct(evidence),
      observed: observedIn(evidence),
      exchanges: shownExchanges(session, exchanges, evidence),
      created,
      ...(refused.length > 0 ? { refused: [...refused] } : {}),
      ...sender.sent(),
    }),
  }
}

const contextOf = (session: Session, exchange: Exchange, soft = false): CheckContext => ({
  operation: session.operation(exchange.operation),
  exchange,
  judge: session.contract.judge,
  id: (facet) => session.id(`${exchange.operation}/${facet}`),
  tag: session.spec.tag,
  secrets: session.secrets(),
  soft,
})

/** What the common rules say of an exchange. */
const byRules = (session: Session, { judged, times }: Settled, { soft }: SendOptions): readonly Evidence[] => {
  if (!judged) return []
  const context = contextOf(session, judged, soft)
  const found = checks.flatMap((check) => check.run(context)).map((one) => timed(one, times))
  const isSilent = times !== undefined && judged.outcome.kind === 'silent'
  return isSilent ? [...found, unanswered(session, judged, times)] : found
}

/** What no request could be made for, or none was allowed, was not tried. */
const asUntried = ({ untriedFor }: Session, evidence: Evidence): Evidence => {
  const { verdict, requirement, reason } = evidence
  return verdict === 'inconclusive' && reason !== undefined && untriedFor.has(reason)
    ? untested(requirement, reason)
    : evidence
}
