import type { ContractReport } from '../core/report.ts'

/** Why nothing of a contract was judged and what to do about it, as one line; none where it was. */
export const unusableLines = ({ id, unusable }: Pick<ContractReport, 'id' | 'unusable'>): readonly string[] =>
  unusable ? [`${id}: ${unusable.cause}. ${unusable.remedy}.`] : []
