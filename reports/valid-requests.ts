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
    refusal: evidence.map(refusalIn).find((text) => text !== undefined) ?? '',
  }))
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
  return one.finding ? `answered ${one.finding.received}` : one.reason
}
