import { isAccepted } from '../checks/answer.ts'
import type { CheckContext } from '../checks/check.ts'
import { checks } from '../checks/checks.ts'
import { nowhere, type Placement } from '../core/auth.ts'
import type { CaseFacts, CaseResult } from '../core/case.ts'
import { cutExchange } from '../core/cut-exchange.ts'
import { type Exchange, replyOf, type WireRequest } from '../core/exchange.ts'
import type { Evidence } from '../core/finding.ts'
import { broken, open, untried } from '../core/finding.ts'
import type { LedgerEntry } from '../core/ledger.ts'
import { observedIn } from '../core/observed.ts'
import { isSame } from '../core/request-text.ts'
import { stepsOf } from '../core/steps.ts'
import { classesIn, type TriedClass } from '../generators/class-register.ts'
import { unmadeReason } from '../generators/valid/sound.ts'
import type { Company } from '../target/rate-limiter.ts'
import { notAllowed } from './consent.ts'
import { freshened, isOwnEachTime, type Verbatim } from './fresh.ts'
import { type Trace, traceOf } from './ledger.ts'
import { type Call, wireRequest } from './request.ts'
import { asOpen, isLost, isSlow, mayBeDone, type SecondLook, secondLook, settledReply } from './second-look.ts'
import type { Session, Writes } from './session.ts'

/** One case talking to the target: sends, judges every reply by the common rules, and remembers. */
export type Conversation = {
  readonly session: Session
  readonly caseId: string
  readonly send: (call: Call, options?: SendOptions) => Promise<Exchange>
  /** Sends without judging by the common rules: for forms of request that the contract's schemas say nothing about. */
  readonly sendUnjudged: (call: Call) => Promise<Exchange>
  /** So too, but judged by the contract's relations: for forms of request that only they know. */
  readonly sendRelated: (call: Call) => Promise<Exchange>
  readonly note: (...evidence: readonly Evidence[]) => void
  readonly created: (what: string) => void
  /** Keeps an exchange that was not sent by `send`, so that findings can show it. */
  readonly remember: (exchange: Exchange) => void
  readonly lastExchange: () => Exchange
  /** Context of the rules for an exchange of an operation. */
  readonly contextOf: (exchange: Exchange, soft?: boolean) => CheckContext
  readonly result: (title: string) => CaseResult
}

export type SendOptions = {
  /** What is odd about the reply is only warned of: the documents say little about such requests. */
  readonly soft?: boolean
  readonly verbatim?: Verbatim
  /** It is sent to be refused. */
  readonly wantsRefusal?: boolean
}

export const converse = (session: Session, caseId: string, facts: CaseFacts): Conversation => {
  const evidence: Evidence[] = []
  const exchanges: Exchange[] = []
  const created: string[] = []
  const ledger: LedgerEntry[] = []
  const tried = new Map<string, TriedClass>()
  let serial = 0
  /** Why what the story finds may come of a reply that was lost. */
  let doubt: string | undefined
  /** Something was not sent because the run came to its end before. */
  let isCut = false
  let latest: Exchange | undefined

  const cut = (exchange: Exchange): Exchange =>
    session.spec.isWhole ? exchange : cutExchange(exchange, session.redact.text)

  const keep = (exchange: Exchange): void => {
    latest = exchange
    exchanges.push(cut(exchange))
  }

  const record = (trace: Trace | undefined): void => {
    if (!trace) return
    ledger.push(trace.entry)
    session.traces.push(trace)
  }

  const contextOf = (exchange: Exchange, soft = false): CheckContext => ({
    operation: session.operation(exchange.operation),
    exchange,
    judge: session.contract.judge,
    id: (facet) => session.id(`${exchange.operation}/${facet}`),
    tag: session.spec.tag,
    secrets: session.secrets(),
    soft,
  })

  const exchange = async (call: Call, options: SendOptions, company: Company = 'among-others'): Promise<Exchange> => {
    serial += 1
    const id = `${caseId}#${serial}`
    const form = call.form ?? session.forms.get(call.operation.id)
    const formed = form === undefined ? call : { ...call, form }
    const fresh =
      call.unmade === undefined
        ? await freshened(session, formed, { key: id, verbatim: options.verbatim ?? false })
        : { reason: call.unmade }
    const withheld = 'reason' in fresh ? fresh.reason : `${call.operation.id} does not answer`
    const { headers } = session.spec.target
    const make = (credentials: Placement): WireRequest =>
      wireRequest('reason' in fresh ? call : fresh, { headers, credentials })
    const sent: Exchange =
      'reason' in fresh || isHung(call)
        ? { id, operation: call.operation.id, request: make(nowhere), outcome: { kind: 'withheld', detail: withheld } }
        : await session.target.send(id, call.operation.id, isOwn(call) ? make(nowhere) : make, company)
    const done: Exchange = isSafeCall(call) ? { ...sent, isSafe: true } : sent
    if (!('reason' in fresh)) {
      record(traceOf(call.operation, fresh, done))
      isCut ||= done.outcome.kind === 'withheld' && !isHung(call)
    }
    if (options.wantsRefusal !== true && replyOf(done))
      for (const one of classesIn(session.contract, call.operation.id, call.body)) tried.set(one.join(' '), one)
    keep(done)
    if (facts.kind === 'set-up') session.setUp.push(done)
    return done
  }

  const isHung = ({ operation }: Call): boolean => (session.hangs.get(operation.id) ?? 0) >= mostHangs

  /** The exchange that counts for the case, and what of it the common rules judge, if anything. */
  const settled = async (call: Call, options: SendOptions): Promise<Settled> => {
    const first = await exchange(call, options, facts.kind === 'set-up' && !isSafeCall(call) ? 'apart' : 'among-others')
    const look: SecondLook = isLost(first)
      ? await secondLook(first, {
          answers: session.target.answers,
          again: () => exchange(call, options, 'alone'),
          mayRepeat: mayRepeat(first, { call, options }),
          isEnough: () => isHung(call),
          pause: session.clock.sleep,
        })
      : { kind: 'answered', exchange: first, lost: [] }
    if (isLost(first) && look.kind !== 'open') session.losses.lost += 1
    const { exchange: last } = look
    switch (look.kind) {
      case 'open':
        return { exchange: asOpen(look) }
      case 'once':
        if (isSlow(last)) session.hangs.set(last.operation, (session.hangs.get(last.operation) ?? 0) + seenOnce)
        count(last.operation, 'lost')
        if (facts.kind === 'flow') doubt = 'what was sent may have been done'
        return { exchange: asOpen(look) }
      case 'broken':
        if (isSlow(last)) session.hangs.set(last.operation, (session.hangs.get(last.operation) ?? 0) + 1)
        return { exchange: last, judged: last, times: look.times }
      case 'answered': {
        if (look.lost.length > 0) session.losses.answeredAgain += 1
        const isRepeated = [last, ...look.lost].some(mayBeDone)
        const isSafe = isSafeCall(call)
        const wantsRefusal = options.wantsRefusal === true
        if (isRepeated && !isSafe && facts.kind === 'flow' && isAccepted(last))
          doubt = 'what was sent again may have been done twice'
        if (!isSafe && !wantsRefusal) tally(last, look.lost)
        const exchange = settledReply(last, { isRepeated, isSafe, wantsRefusal })
        const [lostFirst] = exchange === last ? [] : look.lost
        return { exchange, judged: last, ...(lostFirst ? { lostFirst } : {}) }
      }
    }
  }

  const tally = (last: Exchange, lost: readonly Exchange[]): void =>
    count(last.operation, isAccepted(last) ? 'accepted' : lost.some(mayBeDone) ? 'refusedAgain' : 'refused')

  const count = (operation: string, kind: keyof Writes): void => {
    const before = session.losses.writes.get(operation) ?? noWrites
    session.losses.writes.set(operation, { ...before, [kind]: before[kind] + 1 })
  }

  /**
   * A write that may have been done goes out once; with values of its own it is another one, unless it was lost on a
   * connection that was kept. The same goes out again only to make what cases rest on, of which there may be more than
   * one, and where the operation lost a write before and none of it was ever accepted: most likely it does nothing.
   */
  const mayRepeat = (first: Exchange, { call, options }: Sending): boolean => {
    if (isSafeCall(call) || options.wantsRefusal === true) return true
    if (first.outcome.kind === 'silent' && first.outcome.cause === 'lost') return false
    const { accepted, lost } = session.losses.writes.get(first.operation) ?? noWrites
    return (
      facts.kind === 'set-up' || (accepted === 0 && lost > 0) || isOwnEachTime(session, call, options.verbatim ?? false)
    )
  }

  const send = async (call: Call, options: SendOptions = {}): Promise<Exchange> => {
    const done = await settled(call, options)
    latest = done.exchange
    if (done.judged) {
      const context = contextOf(done.judged, options.soft)
      for (const check of checks) evidence.push(...check.run(context).map((one) => timed(one, done.times)))
      if (done.times !== undefined && done.judged.outcome.kind === 'silent')
        evidence.push(unanswered(done.judged, done.times))
      if (options.soft !== true) relate(done.judged)
    }
    if (done.lostFirst) evidence.push(...lostEachTime(done.lostFirst))
    return done.exchange
  }

  /** What the contract's relations say; the earlier exchanges that a finding rests on are shown before it. */
  const relate = (last: Exchange): void => {
    const related = session.related.judge(last)
    evidence.push(...related.evidence)
    exchanges.unshift(...related.earlier.filter(({ id }) => exchanges.every((one) => one.id !== id)).map(cut))
  }

  const completeReplyOf = ({ operation }: Exchange): string => session.id(`${operation}/transport/complete-reply`)

  const unanswered = (one: Exchange, times: number): Evidence =>
    broken(completeReplyOf(one), {
      message: 'The request is not answered, while others are',
      at: '',
      expected: 'one complete HTTP reply',
      received: `${detailOf(one)}, ${inWords(times)}`,
      exchange: one.id,
    })

  /**
   * Where what was lost is refused when it is sent again, no single request shows whether its reply is always lost.
   * Several do, where no request of the operation was ever answered with a success.
   */
  const lostEachTime = (first: Exchange): readonly Evidence[] => {
    const { accepted, refused, refusedAgain } = session.losses.writes.get(first.operation) ?? noWrites
    if (accepted > 0 || refusedAgain < Math.max(mostRefusedAgain, refused)) return []
    return [
      broken(completeReplyOf(first), {
        message: 'No request that the target may have done is answered by a whole reply',
        at: '',
        expected: 'one complete HTTP reply',
        received: `${detailOf(first)}; so for ${refusedAgain} requests, each refused when it was sent again`,
        exchange: first.id,
      }),
    ]
  }

  return {
    session,
    caseId,
    send,
    sendUnjudged: async (call) => {
      const done = await settled(call, { verbatim: true })
      latest = done.exchange
      return done.exchange
    },
    sendRelated: async (call) => {
      const done = await settled(call, {})
      latest = done.exchange
      if (done.judged) relate(done.judged)
      return done.exchange
    },
    note: (...more) => evidence.push(...more.map(asUntried).map((one) => asDoubtful(one, doubt))),
    created: (what) => created.push(what),
    remember: keep,
    lastExchange: () => {
      if (!latest) throw new Error(`The case ${caseId} has sent nothing yet.`)
      return latest
    },
    contextOf,
    result: (title) => {
      const shown = new Set(evidence.flatMap(({ finding }) => (finding ? [finding.exchange] : [])))
      const places = exchanges.flatMap(({ id }, place) => (shown.has(id) ? [place] : []))
      const isTold = (place: number) => places.some((one) => place <= one && place >= one - mostSteps)
      const before = session.setUp.filter(({ id }) => exchanges.every((one) => one.id !== id))
      const all = [...before, ...exchanges]
      const steps = [...shown].flatMap((one) => {
        const rests = evidence.flatMap(({ finding }) => (finding?.exchange === one ? (finding.rests ?? []) : []))
        return stepsOf(all, { shown: one, tag: session.spec.tag, rests }).map(({ exchange }) => exchange)
      })
      const isStep = (one: Exchange) => steps.some((step) => isSame(step, one))
      return {
        id: caseId,
        title,
        ...facts,
        evidence: distinct(evidence),
        observed: observedIn(evidence),
        exchanges: all.filter((one) => isStep(one) || (exchanges.includes(one) && isTold(exchanges.indexOf(one)))),
        created,
        ...(ledger.length > 0 ? { ledger: [...ledger] } : {}),
        ...(tried.size > 0 ? { classes: [...tried.values()] } : {}),
        ...(isCut ? { isCut: true } : {}),
      }
    },
  }
}

const isSafeCall = ({ operation, method }: Call): boolean => operation.safe && method === undefined

/** What no request could be made for, or none was allowed, was not tried. */
const asUntried = (evidence: Evidence): Evidence => {
  const { verdict, requirement, reason = '' } = evidence
  const isUntried = reason.startsWith(unmadeReason) || reason.startsWith(notAllowed)
  return verdict === 'inconclusive' && isUntried ? untried(requirement, reason) : evidence
}

/** So many requests before one that shows a finding are kept, beside the steps that led there. */
const mostSteps = 8

/** A call with credentials of its own needs none of the target's, and is not tried again with them. */
const isOwn = ({ authorization, credentials }: Call): boolean =>
  authorization !== undefined || credentials !== undefined

/** An operation of which so many requests are known to hang is asked no more: each costs the whole timeout, twice. */
const mostHangs = 3

/** A hang that was seen once only counts for half of one that was seen twice. */
const seenOnce = 0.5

const noWrites: Writes = { accepted: 0, refused: 0, refusedAgain: 0, lost: 0 }

type Sending = { readonly call: Call; readonly options: SendOptions }

/** So many writes that were lost, and refused when sent again, are no accident. */
const mostRefusedAgain = 3

type Settled = {
  readonly exchange: Exchange
  readonly judged?: Exchange
  /** So often in a row no whole reply came. */
  readonly times?: number
  /** The first try, where a later one was refused, most likely for it. */
  readonly lostFirst?: Exchange
}

const detailOf = ({ outcome }: Exchange): string => (outcome.kind === 'reply' ? '' : outcome.detail)

const inWords = (times: number): string => (times === 2 ? 'twice' : `${times} times`)

/** What broke again and again says so. */
const timed = (evidence: Evidence, times: number | undefined): Evidence =>
  times === undefined || !evidence.finding
    ? evidence
    : {
        ...evidence,
        finding: { ...evidence.finding, received: `${evidence.finding.received}, ${inWords(times)}` },
      }

/** What a story found amiss after the reply to one of its writes was lost may come from that. */
const asDoubtful = (evidence: Evidence, doubt: string | undefined): Evidence =>
  evidence.finding && doubt !== undefined ? open(evidence.requirement, `a reply was lost: ${doubt}`) : evidence

/** The same thing seen twice about a requirement is told once; each finding is kept. */
const distinct = (evidence: readonly Evidence[]): readonly Evidence[] => [
  ...new Map(evidence.map((one) => [keyOf(one), one])).values(),
]

/** A promise that was kept, which most are, is told by its id alone. */
const keyOf = ({ requirement, verdict, reason = '', finding }: Evidence): string => {
  if (finding) return `${requirement} ${finding.at} ${finding.message}`
  return verdict === 'pass' ? requirement : `${requirement} ${verdict} ${reason}`
}
