import type { Exchange } from '../../core/exchange.ts'
import { type Evidence, failed, inconclusive, passed, warned } from '../../core/finding.ts'
import { brief } from '../../core/json.ts'
import type { Case, Turn } from '../cases/case.ts'
import { type Conversation, converse } from '../conversation.ts'
import type { Session } from '../session.ts'

export type Story = {
  readonly id: string
  readonly title: string
  /** Requirements below the contract. */
  readonly about: readonly string[]
  readonly turn?: Turn
  readonly run: (conversation: Conversation) => Promise<void>
}

/** A case of several calls. */
export const story = (session: Session, { id, title, about, turn, run }: Story): Case => ({
  id: `flow/${id}`,
  kind: 'flow',
  title,
  about: about.map((facet) => session.id(facet)),
  ...(turn ? { turn } : {}),
  run: async () => {
    const conversation = converse(session, `flow/${id}`, { kind: 'flow' })
    await run(conversation)
    return conversation.result(title)
  },
})

/** A statement about an exchange, kept or not. */
export type Claim = {
  readonly requirement: string
  readonly holds: boolean
  readonly message: string
  readonly at: string
  readonly expected: string
  readonly received: unknown
  /** Set where only a wide reading allows what was received. */
  readonly ambiguities?: readonly number[]
}

export const claim = ({ session }: Conversation, exchange: Exchange, one: Claim): Evidence => {
  const requirement = session.id(one.requirement)
  if (one.holds) return passed(requirement, exchange.id)
  const { message, at, expected, received, ambiguities } = one
  const finding = {
    message,
    at,
    expected,
    received: typeof received === 'string' ? received : brief(received),
    exchange: exchange.id,
  }
  return ambiguities ? warned(requirement, { ...finding, ambiguities }) : failed(requirement, finding)
}

export const openAll = (conversation: Conversation, requirements: readonly string[], reason: string): void =>
  conversation.note(...requirements.map((facet) => inconclusive(conversation.session.id(facet), reason)))
