import { converse } from '../../conversation.ts'
import type { Provider, Providers } from '../../fixtures.ts'
import { follow, isSubmission, submitOrder } from './submission.ts'

/** A submission id: that of an order posted for the purpose. */
const submissionId: Provider = async (session) => {
  const conversation = converse(session, 'setup/submission', { kind: 'set-up' })
  const submitted = await submitOrder(conversation, { seed: session.seed('setup/submission') })
  // An id that breaks its own limit would break the calls that carry it too.
  return isSubmission(submitted) && submitted.id.length <= longestId
    ? { value: submitted.id, result: conversation.result('a submission to ask about') }
    : undefined
}

const longestId = 64

/** A payable order: one that was just created. */
const orderId: Provider = async (session) => {
  const conversation = converse(session, 'setup/order', { kind: 'set-up' })
  const submitted = await submitOrder(conversation, { seed: session.seed('setup/order') })
  if (!isSubmission(submitted)) return undefined
  const last = (await follow(conversation, submitted.id)).at(-1)
  const value = last?.body['orderId']
  if (last?.body['status'] !== 'Succeeded' || (typeof value !== 'string' && typeof value !== 'number')) return undefined
  return { value: String(value), result: conversation.result('an order to pay') }
}

export const providers: Providers = { submissionId, orderId }
