import type { createColors } from 'picocolors'
import type { ContractReport, ReadingReport } from '../core/report.ts'
import { isBroken } from './causes.ts'
import { readingsOf } from './readings.ts'

/** So many readings that are the strict ones are spelled out. */
const most = 8

/** Where the documents contradict themselves, what the target does tells which reading it holds. */
export const readingLines = (
  contract: ContractReport,
  { colors, file }: { readonly colors: ReturnType<typeof createColors>; readonly file: string },
): readonly string[] => {
  const readings = contract.readings ?? readingsOf(contract, [])
  const wide = readings.filter(({ reading }) => reading === 'wide')
  const strict = readings.filter(({ reading }) => reading === 'strict')
  if (wide.length === 0 && strict.length === 0) return []
  // Beside failures, which reading is held is the smaller news.
  const mostStrict = contract.requirements.some(isBroken) ? 0 : most
  return [
    '',
    colors.bold('Readings the target holds where the documents leave two open'),
    ...wide.map((one) => `  ${colors.yellow('~')} ${one.text}, ${numbersText(one)}${moreText(one)}`),
    ...strict.slice(0, mostStrict).map((one) => `  ${colors.green('=')} ${one.text}, ${numbersText(one)}`),
    ...(strict.length > mostStrict
      ? [
          colors.dim(
            `  … and ${strict.length - mostStrict} ${mostStrict === 0 ? '' : 'more '}as strictly read: see readings in ${file}`,
          ),
        ]
      : []),
  ]
}

export const numbersText = ({ ambiguity, besides = [] }: ReadingReport): string =>
  besides.length === 0 ? `ambiguity ${ambiguity}` : `ambiguities ${[ambiguity, ...besides].join(', ')}`

export const moreText = ({ more }: ReadingReport): string => (more > 0 ? ` (and ${more} more alike)` : '')
