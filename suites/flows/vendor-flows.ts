import type { LedgerEntry } from '../../core/ledger.ts'
import type { Case } from '../cases/case.ts'
import type { Conversation } from '../conversation.ts'
import type { Providers } from '../fixtures.ts'
import type { Trace } from '../ledger.ts'
import type { Session } from '../session.ts'

/** What a contract needs beyond its schemas: how fixtures are made at the target, and the stories it promises. */
export type Flows = {
  readonly contract: string
  readonly providers: Providers
  readonly cases: (session: Session) => readonly Case[]
  /** Fixtures that only stories read, where no requirement rests on them. */
  readonly fixtures?: readonly string[]
  /** Removes what can be removed of what a run made, and tells what became of it. */
  readonly remover?: Remover
}

/**
 * `certain`: leaves what may be mistaken for something that is still needed, and says nothing of it; the traces of what
 * cannot be removed are given too.
 */
export type Remover = (
  conversation: Conversation,
  traces: readonly Trace[],
  which: 'all' | 'certain',
) => Promise<readonly LedgerEntry[]>
