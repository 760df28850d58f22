import type { Flows } from '../vendor-flows.ts'
import { againCases } from './again.ts'
import { formCases } from './forms.ts'
import { openQuestionCases } from './open-questions.ts'
import { roundTripCases } from './round-trip.ts'
import { xmlBodyCases } from './xml-body.ts'

/** What ShopCtrl's document promises across its four media types, and what it leaves open. */
export const shopctrl: Flows = {
  contract: 'shopctrl',
  providers: {},
  cases: (session) => [
    ...formCases(session),
    ...roundTripCases(session),
    ...xmlBodyCases(session),
    ...openQuestionCases(session),
    ...againCases(session),
  ],
}
