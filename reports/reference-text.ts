import type { ContractReport, Report } from '../core/report.ts'

const text = 'EMBEDDED REFERENCE, not your API'

/** What a headline says first of a run against the reference that comes with Assay; undefined for any other target. */
export const referenceText = ({ contracts }: Pick<Report, 'contracts'>): string | undefined =>
  contracts.some(({ settings }) => settings.reference !== undefined) ? text : undefined

/** The target of a contract, as it stands in a heading. */
export const targetText = ({ target, settings }: Pick<ContractReport, 'target' | 'settings'>): string =>
  settings.reference === undefined ? target : `${target}: ${text}`
