import type { ClassesReport } from '../core/report.ts'

/** The kinds of value that were refused, as they end a sentence that counts those taken; empty where none was. */
export const refusedClasses = ({ refused = [] }: ClassesReport): string =>
  refused.length === 0 ? '' : `; refused: ${refused.map(({ name, status }) => `${name} (${status})`).join(', ')}`
