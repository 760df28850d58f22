import type { Attempt } from './attempt.ts'
import type { CaseResult, PackedResult } from './case.ts'
import type { BrokenRule, Evidence } from './finding.ts'
import { copied } from './json.ts'
import type { LedgerEntry } from './ledger.ts'
import type { Redactor } from './redact.ts'

type Result = Omit<PackedResult, 'kept' | 'shownBy' | 'other' | 'observed' | 'classes'> &
  Partial<Pick<CaseResult, 'evidence'>> &
  Partial<Pick<PackedResult, 'other'>>

/** A result in which no text holds a secret. Verdicts, ids and kinds are our own, and stay what they are. */
export const redactedResult = <One extends Result>(result: One, redactor: Redactor): One => ({
  ...result,
  title: redactor.text(result.title),
  exchanges: result.exchanges.map(redactor.exchange),
  created: result.created.map(redactor.text),
  ...(result.evidence ? { evidence: result.evidence.map((one) => redactedEvidence(one, redactor)) } : {}),
  ...(result.other ? { other: result.other.map((one) => redactedEvidence(one, redactor)) } : {}),
  ...(result.ledger ? { ledger: result.ledger.map((one) => redactedEntry(one, redactor)) } : {}),
  ...(result.attempts ? { attempts: result.attempts.map((one) => redactedAttempt(one, redactor)) } : {}),
})

/** Findings quote replies of any size, and are kept to the end: they keep no more than they quote. */
const redactedEvidence = (evidence: Evidence, redactor: Redactor): Evidence => {
  const { reason, finding } = evidence
  const text = (plain: string): string => copied(redactor.text(plain))
  return {
    ...evidence,
    ...(reason === undefined ? {} : { reason: text(reason) }),
    ...(finding
      ? {
          finding: {
            ...finding,
            message: text(finding.message),
            at: text(finding.at),
            expected: text(finding.expected),
            ...(finding.rule ? { rule: redactedRule(finding.rule, text) } : {}),
            received: text(finding.received),
          },
        }
      : {}),
  }
}

/** Names of undocumented members came from outside; the rest stands in the contract. */
const redactedRule = (rule: BrokenRule, text: Redactor['text']): BrokenRule =>
  rule.kind === 'undocumented' ? { ...rule, member: text(rule.member) } : rule

const redactedEntry = (entry: LedgerEntry, { text }: Redactor): LedgerEntry => ({
  ...entry,
  ...(entry.id === undefined ? {} : { id: text(entry.id) }),
  detail: text(entry.detail),
})

const redactedAttempt = ({ named, ...one }: Attempt, { text }: Redactor): Attempt => {
  const { answer } = one
  const attempt = named ? { ...one, named: named.map(({ place, sent }) => ({ place, sent: text(sent) })) } : one
  switch (answer.kind) {
    case 'taken':
    case 'page':
    case 'credentials':
      return attempt
    case 'redirect':
      return { ...attempt, answer: { ...answer, to: text(answer.to) } }
    case 'refused':
      return { ...attempt, answer: { ...answer, said: text(answer.said) } }
    case 'none':
    case 'unsent':
      return { ...attempt, answer: { ...answer, detail: text(answer.detail) } }
  }
}
