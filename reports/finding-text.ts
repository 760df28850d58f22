import type { RequirementReport } from '../core/report.ts'
import type { Source } from '../core/requirement.ts'

/** Where a promise stands, in words. */
export const sourceText = ({ document, section, row }: Source): string =>
  `${document}, ${section}${row ? `, row ${row}` : ''}`

/** A requirement's source and all its findings, as plain text of many lines. */
export const findingText = ({ source, findings }: Pick<RequirementReport, 'source' | 'findings'>): string =>
  [
    sourceText(source),
    ...findings.map(
      ({ message, at, expected, received, curl, script = curl }) =>
        `${message}\nat ${at || 'the reply'}\nexpected ${expected}\nreceived ${received}\n${script}`,
    ),
  ].join('\n\n')
