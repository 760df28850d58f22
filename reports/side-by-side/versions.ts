import { grouped } from '../../core/grouped.ts'
import type { ContractReport } from '../../core/report.ts'

/** One contract of one of the reports. */
export type Part = { readonly letter: string; readonly contract: ContractReport }

/** The parts that are of the same contract in the same version, in the order in which they first come. */
export const versionsOf = (parts: readonly Part[]): readonly (readonly Part[])[] => [
  ...grouped(parts, ({ contract: { id, digest } }) => `${id} ${digest}`).values(),
]
