import type { Flows } from '../vendor-flows.ts'
import { addressCases } from './addresses.ts'
import { guardedSlashCases } from './guarded-slash.ts'
import { openQuestionCases } from './open-questions.ts'
import { unknownCases } from './unknown.ts'
import { usedNumberCases } from './used-number.ts'

/** What Crayon's document promises across its two addresses, and what it leaves open. */
export const crayon: Flows = {
  contract: 'crayon',
  providers: {},
  fixtures: ['unknownResellerCustomerId'],
  cases: (session) => [
    ...addressCases(session),
    ...unknownCases(session),
    ...guardedSlashCases(session),
    ...openQuestionCases(session),
    ...usedNumberCases(session),
  ],
}
