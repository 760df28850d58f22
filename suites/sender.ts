import { isAccepted } from '../checks/answer.ts'
import { nowhere, type Placement } from '../core/auth.ts'
import type { CaseFacts, CaseResult } from '../core/case.ts'
import type { Exchange, Outcome, WireRequest } from '../core/exchange.ts'
import type { LedgerEntry } from '../core/ledger.ts'
import { classesIn, type TriedClass } from '../generators/class-register.ts'
import type { Company } from '../target/rate-limiter.ts'
import { freshened, isOwnEachTime, type Verbatim } from './fresh.ts'
import { type Trace, traceOf } from './ledger.ts'
import { type Call, wireRequest } from './request.ts'
import { asOpen, isLost, isSlow, mayBeDone, type SecondLook, secondLook, settledReply } from './second-look.ts'
import { noWrites, type Session, type Writes } from './session.ts'

export type SendOptions = {
  /** What is odd about the reply is only warned of: the documents say little about such requests. */
  readonly soft?: boolean
  readonly verbatim?: Verbatim
  /** It is sent to be refused. */
  readonly wantsRefusal?: boolean
  /** On a connection of its own, over which nothing was sent before. */
  readonly isApart?: boolean
}

/** The exchange that counts for a case, and what of it the common rules judge, if anything. */
export type Settled = {
  readonly exchange: Exchange
  readonly judged?: Exchange
  /** So often in a row no whole reply came. */
  readonly times?: number
  /** The first try, where a later one was refused, most likely for it. */
  readonly lostFirst?: Exchange
  /** Why what a story finds after it may come of a reply that was lost. */
  readonly doubt?: string
}

/** What a case sends, and what it keeps of that beside the exchanges. */
export type Sender = {
  readonly send: (call: Call, options: SendOptions) => Promise<Settled>
  readonly sent: () => Pick<CaseResult, 'ledger' | 'classes' | 'isCut'>
}

type Sending = {
  readonly caseId: string
  readonly facts: CaseFacts
  /** Remembers an exchange as soon as it is over. */
  readonly keep: (exchange: Exchange) => void
}

export const senderOf = (session: Session, { caseId, facts, keep }: Sending): Sender => {
  const ledger: LedgerEntry[] = []
  const tried = new Map<string, TriedClass>()
  let serial = 0
  /** Something was not sent because the run came to its end before. */
  let isCut = false

  const record = (trace: Trace | undefined): void => {
    if (!trace) return
    ledger.push(trace.entry)
    session.traces.push(trace)
  }

  const exchange = async (call: Call, options: SendOptions, company: Company = 'among-others'): Promise<Exchange> => {
    serial += 1
    const id = `${caseId}#${serial}`
    const form = call.form ?? session.forms.get(call.operation.id)
    const formed = form === undefined ? call : { ...call, form }
    const fresh =
      call.unmade === undefined
        ? await freshened(session, formed, { key: id, verbatim: options.verbatim ?? false })
        : { reason: call.unmade }
    const withheld = withheldFor(session, call, fresh)
    const { headers } = session.spec.target
    const make = (credentials: Placement): WireRequest =>
      wireRequest('reason' in fresh ? call : fresh, { headers, credentials })
    const sent: Exchange = withheld
      ? { id, operation: call.operation.id, request: make(nowhere), outcome: withheld }
      : await session.target.send(id, call.operation.id, isOwn(call) ? make(nowhere) : make, company)
    const done: Exchange = isSafeCall(call) ? { ...sent, isSafe: true } : sent
    if (!('reason' in fresh)) {
      record(traceOf(call.operation, fresh, done))
      isCut ||= done.outcome.kind === 'withheld' && !isHung(session, call)
    }
    if (options.wantsRefusal !== true && isAccepted(done))
      for (const one of classesIn(session.contract, call.operation.id, call.body)) tried.set(one.join(' '), one)
    noteUntried(session, done)
    keep(done)
    if (facts.kind === 'set-up') session.setUp.push(session.shown(done))
    return done
  }

  const looked = async (call: Call, options: SendOptions): Promise<SecondLook> => {
    const isApart = options.isApart === true || (facts.kind === 'set-up' && !isSafeCall(call))
    const first = await exchange(call, options, isApart ? 'apart' : 'among-others')
    if (!isLost(first)) return { kind: 'answered', exchange: first, lost: [] }
    const look = await secondLook(first, {
      answers: session.target.answers,
      again: () => exchange(call, options, 'alone'),
      mayRepeat: mayRepeat(session, first, { call, options, facts }),
      isEnough: () => isHung(session, call),
      pause: session.clock.sleep,
    })
    if (look.kind !== 'open') session.losses.lost += 1
    return look
  }

  return {
    send: async (call, options) => {
      const look = await looked(call, options)
      const { exchange: last } = look
      switch (look.kind) {
        case 'open':
          return { exchange: asOpen(look) }
        case 'once':
          hung(session, last, seenOnce)
          count(session, last.operation, 'lost')
          return {
            exchange: asOpen(look),
            ...(facts.kind === 'flow' ? { doubt: 'what was sent may have been done' } : {}),
          }
        case 'broken':
          hung(session, last, 1)
          return { exchange: last, judged: last, times: look.times }
        case 'answered':
          return answered(session, { call, last, lost: look.lost, facts, options })
      }
    },
    sent: () => ({
      ...(ledger.length > 0 ? { ledger: [...ledger] } : {}),
      ...(tried.size > 0 ? { classes: [...tried.values()] } : {}),
      ...(isCut ? { isCut: true } : {}),
    }),
  }
}

/** What is not sent at all, and why. */
const withheldFor = (
  session: Session,
  call: Call,
  fresh: Call | { readonly reason: string },
): Extract<Outcome, { kind: 'withheld' }> | undefined => {
  if (call.unmade !== undefined) return { kind: 'withheld', because: 'unmade', detail: call.unmade }
  if ('reason' in fresh) return { kind: 'withheld', detail: fresh.reason }
  return isHung(session, call) ? { kind: 'withheld', detail: `${call.operation.id} does not answer` } : undefined
}

const noteUntried = ({ untriedFor }: Session, { outcome }: Exchange): void => {
  if (outcome.kind === 'withheld' && outcome.because !== undefined) untriedFor.add(outcome.detail)
}

type Answered = {
  readonly call: Call
  readonly last: Exchange
  readonly lost: readonly Exchange[]
  readonly facts: CaseFacts
  readonly options: SendOptions
}

const answered = (session: Session, { call, last, lost, facts, options }: Answered): Settled => {
  if (lost.length > 0) session.losses.answeredAgain += 1
  const isRepeated = [last, ...lost].some(mayBeDone)
  const isSafe = isSafeCall(call)
  const wantsRefusal = options.wantsRefusal === true
  const isDoubled = isRepeated && !isSafe && facts.kind === 'flow' && isAccepted(last)
  const doubt = isDoubled ? { doubt: 'what was sent again may have been done twice' } : {}
  if (!isSafe && !wantsRefusal) tally(session, last, lost)
  const exchange = settledReply(last, { isRepeated, isSafe, wantsRefusal })
  const [lostFirst] = exchange === last ? [] : lost
  return { exchange, judged: last, ...(lostFirst ? { lostFirst } : {}), ...doubt }
}

type Repeating = Pick<Answered, 'call' | 'options' | 'facts'>

/**
 * A write that may have been done goes out once; with values of its own it is another one, unless it was lost on a
 * connection that was kept. The same goes out again only to make what cases rest on, of which there may be more than
 * one, and where the operation lost a write before and none of it was ever accepted: most likely it does nothing.
 */
const mayRepeat = (session: Session, first: Exchange, { call, options, facts }: Repeating): boolean => {
  if (isSafeCall(call) || options.wantsRefusal === true) return true
  if (first.outcome.kind === 'silent' && first.outcome.cause === 'lost') return false
  const { accepted, lost } = session.losses.writes.get(first.operation) ?? noWrites
  return (
    facts.kind === 'set-up' || (accepted === 0 && lost > 0) || isOwnEachTime(session, call, options.verbatim ?? false)
  )
}

const tally = (session: Session, last: Exchange, lost: readonly Exchange[]): void =>
  count(session, last.operation, isAccepted(last) ? 'accepted' : lost.some(mayBeDone) ? 'refusedAgain' : 'refused')

const count = ({ losses }: Session, operation: string, kind: keyof Writes): void => {
  const before = losses.writes.get(operation) ?? noWrites
  losses.writes.set(operation, { ...before, [kind]: before[kind] + 1 })
}

/** A hang that was seen once only counts for half of one that was seen twice. */
const seenOnce = 0.5

const hung = ({ hangs }: Session, last: Exchange, weight: number): void => {
  if (isSlow(last)) hangs.set(last.operation, (hangs.get(last.operation) ?? 0) + weight)
}

/** An operation of which so many requests are known to hang is asked no more: each costs the whole timeout, twice. */
const mostHangs = 3

const isHung = ({ hangs }: Session, { operation }: Call): boolean => (hangs.get(operation.id) ?? 0) >= mostHangs

/** A call with credentials of its own needs none of the target's, and is not tried again with them. */
const isOwn = ({ authorization, credentials }: Call): boolean =>
  authorization !== undefined || credentials !== undefined

const isSafeCall = ({ operation, method }: Call): boolean => operation.safe && method === undefined
