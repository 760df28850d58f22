import type { CheckContext } from '../checks/check.ts'
import { checks } from '../checks/checks.ts'
import { nowhere, type Placement } from '../core/auth.ts'
import type { CaseFacts, CaseResult } from '../core/case.ts'
import { cutExchange } from '../core/cut-exchange.ts'
import type { Exchange, WireRequest } from '../core/exchange.ts'
import type { Evidence } from '../core/finding.ts'
import { broken, untried } from '../core/finding.ts'
import type { LedgerEntry } from '../core/ledger.ts'
import { isSame } from '../core/request-text.ts'
import { stepsOf } from '../core/steps.ts'
import { unmadeReason } from '../generators/valid/sound.ts'
import { freshened } from './fresh.ts'
import { type Trace, traceOf } from './ledger.ts'
import { type Call, wireRequest } from './request.ts'
import type { Session } from './session.ts'

/** One case talking to the target: sends, judges every reply by the common rules, and remembers. */
export type Conversation = {
  readonly session: Session
  readonly caseId: string
  readonly send: (call: Call, options?: SendOptions) => Promise<Exchange>
  /** Sends without judging by the common rules: for forms of request that the contract's schemas say nothing about. */
  readonly sendUnjudged: (call: Call) => Promise<Exchange>
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
  /** Unique members keep the body's own values. */
  readonly verbatim?: boolean
}

export const converse = (session: Session, caseId: string, facts: CaseFacts): Conversation => {
  const evidence: Evidence[] = []
  const exchanges: Exchange[] = []
  const created: string[] = []
  const ledger: LedgerEntry[] = []
  let serial = 0
  let latest: Exchange | undefined

  const keep = (exchange: Exchange): void => {
    latest = exchange
    exchanges.push(cutExchange(exchange))
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
    secrets: session.secrets(),
    soft,
  })

  const exchange = async (call: Call, options: SendOptions): Promise<Exchange> => {
    serial += 1
    const id = `${caseId}#${serial}`
    const form = call.form ?? session.forms.get(call.operation.id)
    const formed = form === undefined ? call : { ...call, form }
    const fresh =
      call.unmade === undefined
        ? await freshened(session, formed, { key: id, verbatim: options.verbatim === true })
        : { reason: call.unmade }
    const hangs = session.hangs.get(call.operation.id) ?? 0
    const withheld = 'reason' in fresh ? fresh.reason : `${call.operation.id} does not answer`
    const { headers } = session.spec.target
    const make = (credentials: Placement): WireRequest =>
      wireRequest('reason' in fresh ? call : fresh, { headers, credentials })
    const done: Exchange =
      'reason' in fresh || hangs >= mostHangs
        ? { id, operation: call.operation.id, request: make(nowhere), outcome: { kind: 'withheld', detail: withheld } }
        : await session.target.send(id, call.operation.id, isOwn(call) ? make(nowhere) : make)
    if (hasHung(done)) session.hangs.set(call.operation.id, hangs + 1)
    if (!('reason' in fresh)) record(traceOf(call.operation, fresh, done))
    keep(done)
    if (facts.kind === 'set-up') session.setUp.push(done)
    return done
  }

  const send = async (call: Call, options: SendOptions = {}): Promise<Exchange> => {
    const first = await exchange(call, options)
    const last = hasHung(first) ? ((await hung(call, first, options)) ?? first) : first
    const context = contextOf(last, options.soft)
    for (const check of checks) evidence.push(...check.run(context))
    return last
  }

  /** A target that answers others but not this request, twice, hangs; one that answers nobody is silent. */
  const hung = async (call: Call, first: Exchange, options: SendOptions): Promise<Exchange | undefined> => {
    const { answered } = session.target.counts()
    if (answered === 0) return undefined
    return session
      .once(`hung ${call.operation.id}`, async () => {
        const second = await exchange(call, options)
        if (!hasHung(second)) return second
        const detail = second.outcome.kind === 'silent' ? second.outcome.detail : ''
        evidence.push(
          broken(contextOf(second).id('transport/complete-reply'), {
            message: 'The request is not answered, while others are',
            at: '',
            expected: 'one complete HTTP reply',
            received: `${detail}, twice`,
            exchange: second.id,
          }),
        )
        return first
      })
      .then((outcome) => (outcome === first || hasHung(outcome) ? undefined : outcome))
  }

  return {
    session,
    caseId,
    send,
    sendUnjudged: (call) => exchange(call, { verbatim: true }),
    note: (...more) => evidence.push(...more.map(asUntried)),
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
      const all = [...session.setUp.filter(({ id }) => !id.startsWith(`${caseId}#`)), ...exchanges]
      const steps = [...shown].flatMap((one) =>
        stepsOf(all, { shown: one, tag: session.spec.tag }).map(({ exchange }) => exchange),
      )
      const isStep = (one: Exchange) => steps.some((step) => isSame(step, one))
      return {
        id: caseId,
        title,
        ...facts,
        evidence: distinct(evidence),
        exchanges: all.filter((one) => isStep(one) || (exchanges.includes(one) && isTold(exchanges.indexOf(one)))),
        created,
        ...(ledger.length > 0 ? { ledger: [...ledger] } : {}),
      }
    },
  }
}

/** What no request could be made for was not tried. */
const asUntried = (evidence: Evidence): Evidence =>
  evidence.verdict === 'inconclusive' && evidence.reason?.startsWith(unmadeReason)
    ? untried(evidence.requirement, evidence.reason)
    : evidence

/** So many requests before one that shows a finding are kept, beside the steps that led there. */
const mostSteps = 8

/** A call with credentials of its own needs none of the target's, and is not tried again with them. */
const isOwn = ({ authorization, credentials }: Call): boolean =>
  authorization !== undefined || credentials !== undefined

/** An operation that left so many requests without an answer is asked no more. */
const mostHangs = 3

const hasHung = ({ outcome }: Exchange): boolean => outcome.kind === 'silent' && outcome.cause === 'timeout'

/** The same thing seen twice about a requirement is told once; each finding is kept. */
const distinct = (evidence: readonly Evidence[]): readonly Evidence[] => [
  ...new Map(evidence.map((one) => [keyOf(one), one])).values(),
]

/** A promise that was kept, which most are, is told by its id alone. */
const keyOf = ({ requirement, verdict, reason = '', finding }: Evidence): string => {
  if (finding) return `${requirement} ${finding.at} ${finding.message}`
  return verdict === 'pass' ? requirement : `${requirement} ${verdict} ${reason}`
}
