import type { Case } from '../../cases/case.ts'
import type { Session } from '../../session.ts'
import { otherCustomerCases } from './other-customers.ts'
import { basketCases } from './refused-baskets.ts'
import { takenNumberCases } from './taken-number.ts'
import { unknownOrderCases } from './unknown-orders.ts'
import { unknownPartCases } from './unknown-parts.ts'

/** Every fault of the document's tables that can be brought about from outside, each from each operation that lists it. */
export const errorCases = (session: Session): readonly Case[] => [
  ...unknownOrderCases(session),
  ...basketCases(session),
  ...takenNumberCases(session),
  ...unknownPartCases(session),
  ...otherCustomerCases(session),
]
