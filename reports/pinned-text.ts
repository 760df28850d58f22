import type { ContractReport, Pinned } from '../core/report.ts'

/** What was tried with one value only, and how more would be; undefined where nothing was. */
export const pinnedText = ({ pinned = [] }: ContractReport): string | undefined => {
  const [first] = pinned
  if (!first) return undefined
  const which = pinned.flatMap(({ places }) => places).join(', ')
  return `Tried with one value, as fixtures give it: ${which}. To try more, give a list: ${exampleOf(first)}`
}

const exampleOf = ({ fixture }: Pinned): string => `--fixture ${fixture}='["…","…"]'`
