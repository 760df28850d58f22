import type { Flows } from '../vendor-flows.ts'
import { eventCases } from './events.ts'
import { lifecycleCases } from './lifecycle.ts'
import { openQuestionCases } from './open-questions.ts'
import { orderTwiceCases } from './order-twice.ts'
import { paymentCases } from './payment.ts'
import { providers } from './providers.ts'
import { referenceTwiceCases } from './reference-twice.ts'
import { systemErrorCases } from './system-error.ts'
import { totalCases } from './total.ts'
import { unknownCases } from './unknown.ts'

/** The stories that DK Hardware's documents tell across calls. */
export const dkhardware: Flows = {
  contract: 'dkhardware',
  providers,
  cases: (session) => [
    ...lifecycleCases(session),
    ...paymentCases(session),
    ...referenceTwiceCases(session),
    ...orderTwiceCases(session),
    ...unknownCases(session),
    ...systemErrorCases(session),
    ...totalCases(session),
    ...openQuestionCases(session),
    ...eventCases(session),
  ],
}
