import type { Case, Turn } from '../../cases/case.ts'
import type { Conversation } from '../../conversation.ts'
import type { Session } from '../../session.ts'
import { story } from '../story.ts'
import { type Expected, noteFault } from './fault.ts'
import { type Asked, ask, type ParsedReply } from './shop.ts'

/** A request that is to bring about a fault of the document's tables. */
type Attempt = {
  readonly operation: string
  readonly title: string
  readonly expected: Expected
  readonly asked: (conversation: Conversation) => Promise<Asked | undefined>
  readonly turn?: Turn
  /** What is looked at after it. */
  readonly later?: (conversation: Conversation, asked: Asked, parsed: ParsedReply) => Promise<void>
}

/** The ids of requirements that an attempt speaks about. */
export const facetOf = (session: Session, operation: string, type: string): string => {
  const row = session.operation(operation).errors.find(({ id }) => id === type)
  return `${operation}/error.${row?.status}/${type}`
}

export const attempt = (
  session: Session,
  id: string,
  { operation, title, expected, asked, turn, later }: Attempt,
): Case =>
  story(session, {
    id: `errors/${operation}/${id}`,
    title,
    about: [facetOf(session, operation, expected.type)],
    ...(turn ? { turn } : {}),
    run: async (conversation) => {
      const request = await asked(conversation)
      if (!request) return
      const parsed = await ask(conversation, operation, request)
      noteFault(conversation, parsed, expected)
      await later?.(conversation, request, parsed)
    },
  })

/** Nobody has an order, note, instrument or basket of this name. */
export const unknown = 'assay-no-such'
