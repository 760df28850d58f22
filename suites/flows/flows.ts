import type { Case } from '../cases/case.ts'
import type { Providers } from '../fixtures.ts'
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
}

const known: readonly Flows[] = [crayon, dkhardware, ocapiShop, shopctrl]

export const flowsOf = (session: Session): { readonly providers: Providers; readonly cases: readonly Case[] } => {
  const flows = known.find(({ contract }) => contract === session.contract.id)
  return flows ? { providers: flows.providers, cases: flows.cases(session) } : { providers: {}, cases: [] }
}
