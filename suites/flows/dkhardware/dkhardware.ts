import type { Flows } from '../vendor-flows.ts'
import { eventCases } from './events.ts'
import { openQuestionCases } from './open-questions.ts'
import { orderTwiceCases } from './order-twice.ts'
import { providers } from './providers.ts'
import { totalCases } from './total.ts'

/** The stories that DK Hardware's documents tell across calls. */
export const dkhardware: Flows = {
  contract: 'dkhardware',
  providers,
  cases: (session) => [
    ...orderTwiceCases(session),
    ...totalCases(session),
    ...openQuestionCases(session),
    ...eventCases(session),
  ],
}
