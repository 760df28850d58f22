import type { JsonObject } from '../../core/json.ts'

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

/** A submission as it stands at the nth time that its status is asked for. Processing goes by polls, not by time. */
export type Polled = { readonly submission: Submission; readonly poll: number }

/** The first poll at which a submission has ended. */
export const lastPoll = 3

export const statusOf = ({ submission: { operation, referenceId, end }, poll }: Polled): JsonObject => {
  const { payload, ...known } = poll < lastPoll ? pendingAt(poll) : end
  if (operation === 'requestPayment') return known
  return { ...known, referenceId, ...(payload ? { payload } : {}) }
}

type Pending = Omit<End, 'status'> & { readonly status: 'Accepted' | 'Processing' }

const pendingAt = (poll: number): Pending => ({
  orderId: null,
  status: poll <= 1 ? 'Accepted' : 'Processing',
  errors: null,
})
