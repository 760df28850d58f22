import { isAccepted } from '../../checks/answer.ts'
import type { BodySpec } from '../../contracts/contract.ts'
import type { Conversation } from '../conversation.ts'
import { workOf } from '../once.ts'
import type { Call } from '../request.ts'
import { baselineRequests, type CaseContext } from './case.ts'

const sortedOut = workOf<readonly string[]>('labels under which a plain body is taken')

/**
 * The labels that an operation's body may have, that of plain requests last: of those that JSON has as many as a plain body
 * is taken under. What is refused under another says nothing of what stands in it.
 */
export const takenLabels = async (
  context: CaseContext,
  conversation: Conversation,
  { mediaType, mediaTypes }: BodySpec,
): Promise<readonly string[]> => {
  const others = isJson(mediaType) ? mediaTypes.filter((one) => isJson(one) && one !== mediaType) : []
  const { accepted } = await baselineRequests(context)
  if (others.length === 0 || !accepted) return [mediaType]
  const { session, operation } = context
  return session.once(sortedOut, operation.id, async () => [
    ...(await takenOf(conversation, accepted.call, others)),
    mediaType,
  ])
}

const takenOf = async (
  conversation: Conversation,
  call: Call,
  labels: readonly string[],
): Promise<readonly string[]> => {
  const taken: string[] = []
  for (const contentType of labels)
    if (isAccepted(await conversation.sendRelated({ ...call, contentType }))) taken.push(contentType)
  return taken
}

const isJson = (label: string): boolean => label.endsWith('json')
