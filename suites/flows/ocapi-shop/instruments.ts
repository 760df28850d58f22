import type { Case } from '../../cases/case.ts'
import type { Session } from '../../session.ts'
import { instrumentLifeCase } from './instrument-life.ts'
import { missingCardCase } from './missing-card.ts'
import { storedInstrumentCase } from './stored-instrument.ts'

export const instrumentCases = (session: Session): readonly Case[] => [
  instrumentLifeCase(session),
  ...['addPaymentInstrument', 'updatePaymentInstrument'].map((operation) => missingCardCase(session, operation)),
  storedInstrumentCase(session),
]
