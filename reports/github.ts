import type { Report } from '../core/report.ts'
import { butFor } from './but-for.ts'
import { type Cause, causesOf, isBroken } from './causes.ts'
import { cut } from './cut.ts'
import { sourceText } from './finding-text.ts'
import { stopsOf } from './gates.ts'
import { judgedOf, judgedText } from './judged.ts'
import { outcomeText } from './outcome-text.ts'
import { referenceText } from './reference-text.ts'
import { unusableLines } from './unusable-line.ts'
import { visible } from './visible.ts'

type Annotation = { readonly level: 'error' | 'warning' | 'notice'; readonly title: string; readonly message: string }

/** GitHub shows so many of each level for a step, and drops the rest in silence. */
const most = 10

/**
 * Annotations of GitHub Actions, one per cause, as lines for standard output.
 *
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export const github = (report: Report): string =>
  [headline(report), ...atMost(annotationsOf(visible(report)))].map(line).join('')

/** Counted apart by GitHub, so it takes no other's place. */
const headline = ({ run, contracts, ...report }: Report): Annotation => ({
  level: 'notice',
  title: [
    `Assay: ${outcomeText[run.outcome]}${butFor({ run, contracts, ...report })}`,
    referenceText({ contracts }) ?? [],
  ]
    .flat()
    .join(', '),
  message: judgedText(judgedOf(contracts)),
})

const annotationsOf = ({ run, contracts, baseline }: Report): readonly Annotation[] => [
  ...(baseline?.problems ?? []).map(
    ({ message }): Annotation => ({ level: 'error', title: 'Known failures', message }),
  ),
  ...contracts.flatMap(({ requirements }) => causesOf(requirements.filter(isBroken)).map(causeAnnotation)),
  ...stopsOf({ run, contracts }).map(
    ({ message }): Annotation => ({ level: 'error', title: 'What this run was asked for', message }),
  ),
  ...contracts
    .flatMap(unusableLines)
    .map((message): Annotation => ({ level: 'error', title: 'Unusable target', message })),
  ...run.void
    .filter((message) => !contracts.flatMap(unusableLines).includes(message))
    .map((message): Annotation => ({ level: 'warning', title: 'Read this first', message })),
]

const causeAnnotation = ({ title, requirements }: Cause): Annotation => {
  const [first] = requirements
  const [finding] = first?.findings ?? []
  const more = requirements.length > 1 ? ` and ${requirements.length - 1} more` : ''
  return {
    level: 'error',
    title: cut(title, 200),
    message: [
      `${first?.id}${more}`,
      ...(first ? [`promised: ${sourceText(first.source)}: ${first.title}`] : []),
      ...(first?.reason ? [first.reason] : []),
      ...(finding
        ? [
            `expected: ${finding.expected}`,
            `received: ${finding.at ? `${finding.at}: ` : ''}${finding.received}`,
            `again: npx assay replay 'report.json#${finding.address ?? finding.replay}'`,
          ]
        : []),
    ]
      .map((part) => cut(part, 500))
      .join('\n'),
  }
}

const atMost = (annotations: readonly Annotation[]): readonly Annotation[] => {
  if (annotations.length <= most) return annotations
  const rest = annotations.slice(most - 1)
  return [
    ...annotations.slice(0, most - 1),
    {
      level: rest.some(({ level }) => level === 'error') ? 'error' : 'warning',
      title: `${rest.length} more`,
      message: rest.map(({ title, message }) => cut(`${title}: ${message.split('\n')[0]}`, 300)).join('\n'),
    },
  ]
}

const line = ({ level, title, message }: Annotation): string =>
  `::${level} title=${escapeProperty(title)}::${escapeData(message)}\n`

const escapeData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
