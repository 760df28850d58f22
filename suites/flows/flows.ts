import type { LedgerEntry } from '../../core/ledger.ts'
import type { Case } from '../cases/case.ts'
import type { Conversation } from '../conversation.ts'
import type { Providers } from '../fixtures.ts'
import type { Trace } from '../ledger.ts'
import type { Session } from '../session.ts'
import { crayon } from './crayon/crayon.ts'
import { dkhardware } from './dkhardware/dkhardware.ts'
import { ocapiShop } from './ocapi-shop/ocapi-shop.ts'
import { shopctrl } from './shopctrl/shopctrl.ts'

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

export type Remover = (conversation: Conversation, traces: readonly Trace[]) => Promise<readonly LedgerEntry[]>

const known: readonly Flows[] = [crayon, dkhardware, ocapiShop, shopctrl]

export const flowFixtures = (contract: string): readonly string[] =>
  known.find((one) => one.contract === contract)?.fixtures ?? []

export const removerOf = (session: Session): Remover | undefined =>
  known.find(({ contract }) => contract === session.contract.id)?.remover

export const flowsOf = (session: Session): { readonly providers: Providers; readonly cases: readonly Case[] } => {
  const flows = known.find(({ contract }) => contract === session.contract.id)
  return flows ? { providers: flows.providers, cases: flows.cases(session) } : { providers: {}, cases: [] }
}
