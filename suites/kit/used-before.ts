import { saysSo } from '../../checks/relations/once.ts'
import type { Once } from '../../contracts/relations/relation.ts'
import type { Exchange } from '../../core/exchange.ts'
import { brief } from '../../core/json.ts'
import { placeOf } from '../../core/place.ts'
import type { Conversation } from '../conversation.ts'
import { claim } from '../flows/story.ts'
import type { Session } from '../session.ts'
import { bodyOf } from './ask-until.ts'

type UsedBefore = {
  readonly what: string
  /** The place of what may be used once. */
  readonly place: string
  /** Whether the request that failed for it named it at all. */
  readonly isNamed: boolean
}

/** What a request failed for, where the end that is told says that it was used before. */
export const usedBefore = (
  { contract }: Session,
  { made, end }: { readonly made: Exchange; readonly end: Exchange },
): UsedBefore | undefined => {
  const once = contract.relations.find(
    (one): one is Once => one.kind === 'once' && one.operation === made.operation && one.says !== undefined,
  )
  if (!once?.key || !saysSo(once, bodyOf(end)).some(({ kind }) => kind === 'passed')) return undefined
  const { steps } = once.key
  return {
    what: once.what,
    place: placeOf(steps.map(String)),
    isNamed: made.request.body?.includes(`"${steps.at(-1)}"`) === true,
  }
}

/** A request that leaves out what may be used once cannot fail for its use. */
export const noteUsedBefore = (
  conversation: Conversation,
  { made, end }: { readonly made: Exchange; readonly end: Exchange },
): void => {
  const used = usedBefore(conversation.session, { made, end })
  if (!used || used.isNamed) return
  conversation.note(
    claim(conversation, end, {
      requirement: `${made.operation}/request/${used.place}/optional`,
      holds: false,
      message: `A request without ${used.what} fails as if its ${used.what} had been used before`,
      at: 'body',
      expected: `a request that leaves out ${used.what} is processed`,
      received: brief(bodyOf(end)),
    }),
  )
}
