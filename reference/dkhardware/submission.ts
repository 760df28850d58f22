import type { JsonObject } from '../../core/json.ts'
import type { Seen } from '../engine/things.ts'

/** An accepted call and what will come of it. */
export type Submission = {
  readonly id: string
  readonly operation: 'createOrder' | 'requestPayment'
  readonly referenceId: string | null
  readonly end: End
}

/** What the status call says in the end. */
export type End = {
  readonly orderId: string | null
  readonly status: 'Succeeded' | 'Failed'
  readonly errors: readonly string[] | null
  readonly payload?: JsonObject
}

/** The first poll at which a submission has ended. */
export const lastPoll = 3

/** What is said of a submission at the nth time that its status is asked for. */
export const statusOf = ({ thing: { operation, referenceId, end }, reads }: Seen<Submission>): JsonObject => {
  const { payload, ...known } = reads < lastPoll ? pendingAt(reads) : end
  if (operation === 'requestPayment') return known
  return { ...known, referenceId, ...(payload ? { payload } : {}) }
}

type Pending = Omit<End, 'status'> & { readonly status: 'Accepted' | 'Processing' }

const pendingAt = (poll: number): Pending => ({
  orderId: null,
  status: poll <= 1 ? 'Accepted' : 'Processing',
  errors: null,
})
