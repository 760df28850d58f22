import { checks } from '../checks/checks.ts'
import { type Exchange, type Outcome, replyOf } from '../core/exchange.ts'
import { at, fromPointer } from '../core/json.ts'
import { bodyOf } from '../core/made.ts'
import { namedValues } from '../core/named-values.ts'
import type { ContractReport, FindingReport, RequirementReport } from '../core/report.ts'
import type { Session } from './session.ts'

export type SentAgain = {
  readonly contract: ContractReport
  readonly requirement: RequirementReport
  readonly finding: FindingReport
  /** What came of the recorded request now. */
  readonly exchange: Exchange | undefined
  /** What the replies to earlier steps made now. */
  readonly values: ReadonlyMap<string, string>
}

export type JudgedAgain = {
  readonly verdict: 'fails' | 'holds' | 'open'
  /** What the finding speaks of, where it stands in the body. */
  readonly member?: { readonly now: unknown; readonly before: unknown }
}

/** Whether a promise is broken again: as the common rules see it, where they speak about it; else by the reply being as it was. */
export const judgeAgain = (
  session: Session,
  { contract, requirement, finding, exchange, values }: SentAgain,
): JudgedAgain => {
  const recorded = contract.exchanges[finding.exchange]
  if (!recorded || !exchange || tellsNothing(exchange.outcome)) return { verdict: 'open' }
  // Credentials that are refused now say nothing, unless refusing them is what was promised.
  if (replyOf(exchange)?.status === 401 && !/\b401\b/.test(`${finding.expected} ${replyOf(recorded)?.status}`))
    return { verdict: 'open' }
  const path = finding.at.startsWith('/') ? fromPointer(finding.at) : undefined
  const member = path ? { now: at(bodyOf(exchange), path), before: at(bodyOf(recorded), path) } : undefined
  const spoken = evidenceOf(session, exchange).filter((one) => one.requirement === requirement.id)
  const isSameStatus =
    exchange.outcome.kind === recorded.outcome.kind && replyOf(exchange)?.status === replyOf(recorded)?.status
  const named = namedValues(finding)
  const isWrong = named.some(
    ({ take, isWanted }) => `${JSON.stringify(member?.now)}`.includes(values.get(take.name) ?? '') !== isWanted,
  )
  const isSameMember = !member || JSON.stringify(member.now) === JSON.stringify(member.before)
  const isBroken = spoken.some(({ verdict }) => verdict === 'fail' || verdict === 'warn')
  const fails = spoken.length > 0 ? isBroken : isSameStatus && (member && named.length > 0 ? isWrong : isSameMember)
  return { verdict: fails ? 'fails' : 'holds', ...(member ? { member } : {}) }
}

const tellsNothing = ({ kind }: Outcome): boolean => kind === 'silent' || kind === 'withheld'

const evidenceOf = (session: Session, exchange: Exchange) =>
  checks.flatMap((check) =>
    check.run({
      operation: session.operation(exchange.operation),
      exchange,
      judge: session.contract.judge,
      id: (facet) => session.id(`${exchange.operation}/${facet}`),
      secrets: session.secrets(),
      soft: false,
    }),
  )
