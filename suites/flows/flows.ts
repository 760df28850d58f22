import type { Case } from '../cases/case.ts'
import type { Providers } from '../fixtures.ts'
import { alikeCases } from '../kit/alike-cases.ts'
import { madeByOperations } from '../kit/made-by.ts'
import { onceCases } from '../kit/once-cases.ts'
import { readBackCases } from '../kit/read-back-cases.ts'
import { settleCases } from '../kit/settle-cases.ts'
import type { Session } from '../session.ts'
import { crayon } from './crayon/crayon.ts'
import { dkhardware } from './dkhardware/dkhardware.ts'
import { ocapiShop } from './ocapi-shop/ocapi-shop.ts'
import { shopctrl } from './shopctrl/shopctrl.ts'
import type { Flows, Remover } from './vendor-flows.ts'

const known: readonly Flows[] = [crayon, dkhardware, ocapiShop, shopctrl]

export const flowFixtures = (contract: string): readonly string[] =>
  known.find((one) => one.contract === contract)?.fixtures ?? []

export const removerOf = (session: Session): Remover | undefined =>
  known.find(({ contract }) => contract === session.contract.id)?.remover

export const flowsOf = (session: Session): { readonly providers: Providers; readonly cases: readonly Case[] } => {
  const flows = known.find(({ contract }) => contract === session.contract.id)
  const providers = { ...madeByOperations(session), ...flows?.providers }
  return {
    providers,
    cases: [
      ...settleCases(session),
      ...readBackCases(session),
      ...(flows?.cases(session) ?? []),
      ...onceCases(session, providers),
      ...alikeCases(session, providers),
    ],
  }
}
