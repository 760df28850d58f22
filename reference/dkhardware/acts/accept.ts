import type { Answer } from '../../engine/answer.ts'
import type { Call } from '../../engine/call.ts'
import { uuidOf } from '../../engine/ids.ts'
import { success } from '../answer.ts'
import type { End, Submission } from '../submission.ts'
import type { Shop } from './shop.ts'

type Draft = Omit<Submission, 'id'>

/** Takes a submission in. The same call gets the same id, the same call again another one, whatever came between. */
export const accept = ({ memory, hooks }: Shop, call: Call, draftOf: (nth: number) => Draft): Answer<Submission> => {
  const nth = memory.count(JSON.stringify([call.operation, call.text]))
  const draft = { id: uuidOf(call.operation, call.text, nth), ...draftOf(nth) }
  const submission = hooks.stores(draft, call)
  memory.submissions.keep(submission.id, submission)
  const { orderId, status } = submission.end
  if (orderId !== null && status === 'Succeeded') memory.orders.keep(orderId, 'placed')
  return success({ submissionId: submission.id }, { thing: submission, reads: 0 })
}

export const failed = (orderId: string | null, error: string): End => ({ orderId, status: 'Failed', errors: [error] })
