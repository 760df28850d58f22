import type { Polled, Submission } from './submission.ts'

/** All that the service remembers. */
export type State = {
  /** How often `key` was counted before. */
  count(key: string): number
  /** Whether the reference was free until now. */
  claims(referenceId: string): boolean
  add(submission: Submission): void
  poll(submissionId: string): Polled | undefined
  knowsOrder(orderId: string): boolean
}

export const newState = (orderIds: readonly string[]): State => {
  const counts = new Map<string, number>()
  const references = new Set<string>()
  const submissions = new Map<string, Polled>()
  const orders = new Set(orderIds)
  return {
    count(key) {
      const before = counts.get(key) ?? 0
      counts.set(key, before + 1)
      return before
    },
    claims(referenceId) {
      const isFree = !references.has(referenceId)
      references.add(referenceId)
      return isFree
    },
    add(submission) {
      submissions.set(submission.id, { submission, poll: 0 })
      if (submission.end.orderId !== null && submission.end.status === 'Succeeded') orders.add(submission.end.orderId)
    },
    poll(submissionId) {
      const before = submissions.get(submissionId)
      if (!before) return undefined
      const polled = { ...before, poll: before.poll + 1 }
      submissions.set(submissionId, polled)
      return polled
    },
    knowsOrder: (orderId) => orders.has(orderId),
  }
}
