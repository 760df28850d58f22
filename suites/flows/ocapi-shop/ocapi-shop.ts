import type { Flows } from '../vendor-flows.ts'
import { accountCases } from './accounts.ts'
import { errorCases } from './errors.ts'
import { instrumentCases } from './instruments.ts'
import { noteCases } from './notes.ts'
import { openQuestionCases } from './open-questions.ts'
import { placingCases } from './placing.ts'
import { providers } from './providers.ts'
import { remover } from './remover.ts'
import { sequenceCases } from './sequences.ts'
import { stateCases } from './states.ts'
import { statusValueCases } from './status-values.ts'
import { submitCases } from './submit.ts'
import { updateCases } from './update.ts'

/** The stories that the Orders resource tells across calls. */
export const ocapiShop: Flows = {
  contract: 'ocapi-shop',
  providers,
  fixtures: ['customProperty', 'bankPaymentMethodId'],
  remover,
  cases: (session) => [
    ...submitCases(session),
    ...errorCases(session),
    ...updateCases(session),
    ...statusValueCases(session),
    ...noteCases(session),
    ...instrumentCases(session),
    ...accountCases(session),
    ...placingCases(session),
    ...stateCases(session),
    ...sequenceCases(session),
    ...openQuestionCases(session),
  ],
}
