import { diff, hasBroken } from '../reports/diff.ts'
import { diffText } from '../reports/diff-text.ts'
import { hasColor } from './has-color.ts'
import { print, printPainted } from './print.ts'
import { readReport } from './read-report.ts'

/** `assay diff A B`: 1 where a promise is broken in B that was not in A. */
export const diffCommand = async (a: string, b: string, { json }: { readonly json?: true }): Promise<number> => {
  const difference = diff(await readReport(a), await readReport(b))
  const color = hasColor(process)
  if (json) print(`${JSON.stringify(difference, null, 2)}\n`)
  else printPainted(diffText(difference, { color }))
  return hasBroken(difference) ? 1 : 0
}
