import { uuidOf } from '../../ids.ts'
import { type Answer, success } from '../answer.ts'
import type { Call } from '../call.ts'
import type { Service } from '../service.ts'
import type { End, Submission } from '../submission.ts'

type Draft = Omit<Submission, 'id'>

/** Takes a submission in. The same call gets the same id, the same call again another one, whatever came between. */
export const accept = ({ state, hooks }: Service, call: Call, draftOf: (nth: number) => Draft): Answer => {
  const nth = state.count(JSON.stringify([call.operation, call.text]))
  const draft = { id: uuidOf(call.operation, call.text, nth), ...draftOf(nth) }
  const submission = hooks.submits(draft, call)
  state.add(submission)
  return success({ submissionId: submission.id }, { submission, poll: 0 })
}

export const failed = (orderId: string | null, error: string): End => ({ orderId, status: 'Failed', errors: [error] })
