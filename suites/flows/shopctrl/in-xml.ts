import { isAccepted } from '../../../checks/answer.ts'
import { type BaselineRequests, baselineRequestsOf } from '../../baseline-requests.ts'
import type { Conversation } from '../../conversation.ts'
import { workOf } from '../../once.ts'
import type { Call } from '../../request.ts'
import { openAll } from '../story.ts'
import { inForm, operationId } from './payment.ts'

const plain = workOf<Call | undefined>('a payment that is taken in XML')

export const mediaType = 'application/xml'

/** Goes on with the fullest payment that is taken in XML: what is refused there says something only where one is. */
export const inXml = async (
  conversation: Conversation,
  requirement: string,
  run: (baseline: BaselineRequests, twin: Call) => Promise<void>,
): Promise<void> => {
  const { session } = conversation
  const baseline = await baselineRequestsOf(session, session.operation(operationId), {})
  if (!baseline.accepted) return openAll(conversation, [requirement], baseline.reason)
  const twin = await session.once(plain, mediaType, async () => {
    for (const { call } of [baseline.full, baseline.minimal].filter(({ accepted }) => accepted))
      if (isAccepted(await conversation.send(inForm(call, mediaType, mediaType)))) return call
    return undefined
  })
  if (!twin) return openAll(conversation, [requirement], `set-up failed: the valid payment is refused in ${mediaType}`)
  await run(baseline, twin)
}
