import type { CaseResult } from '../core/case.ts'
import type { Evidence } from '../core/finding.ts'

/** What a target made of the smallest and the fullest valid request of an operation. */
export type AnchorResult = {
  readonly operation: string
  /** A reply came to one of them at least. */
  readonly isAnswered: boolean
  /** One of them was answered with a success, documented or not. */
  readonly isAccepted: boolean
  /** How they were refused; empty where the results do not tell. */
  readonly refusal: string
}

/** By name of their operation: the order in which cases came to an end is chance. */
export const anchorsOf = (results: readonly CaseResult[]): readonly AnchorResult[] => {
  const byOperation = new Map<string, Evidence[]>()
  for (const { id, evidence } of results) {
    const operation = /^([^/]+)\/valid\/(?:minimal|full)$/.exec(id)?.[1]
    if (operation) byOperation.set(operation, [...(byOperation.get(operation) ?? []), ...evidence])
  }
  const inOrder = [...byOperation].sort(([one], [other]) => (one < other ? -1 : 1))
  return inOrder.map(([operation, evidence]) => ({
    operation,
    isAnswered: evidence.some(isReply),
    isAccepted: evidence.some(isSuccess),
    refusal: told(results, operation) ?? evidence.map(refusalIn).find((text) => text !== undefined) ?? '',
  }))
}

/** What the cases that lean on a valid request say of its refusal, which is more than its status. */
const told = (results: readonly CaseResult[], operation: string): string | undefined => {
  const start = `set-up failed: no valid ${operation} was accepted: `
  for (const { evidence } of results)
    for (const { reason } of evidence) if (reason?.startsWith(start)) return reason.slice(start.length)
  return undefined
}

const isReply = ({ requirement, verdict }: Evidence): boolean =>
  requirement.endsWith('/transport/complete-reply') && verdict === 'pass'

/** The verdict of the promise which success a valid request is answered with. */
const isOfStatus = ({ requirement }: Evidence): boolean => /\/response\.[^/]+\/status$/.test(requirement)

/** A success that the documents do not name is broken, but a success: the finding says which. */
const isSuccess = (one: Evidence): boolean =>
  isOfStatus(one) && (one.verdict === 'pass' || one.verdict === 'warn' || /^2\d\d$/.test(one.finding?.received ?? ''))

const refusalIn = (one: Evidence): string | undefined => {
  if (!isOfStatus(one)) return undefined
  return one.finding ? `it answers ${one.finding.received}` : one.reason
}
