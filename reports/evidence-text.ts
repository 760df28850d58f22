import type { Exchange } from '../core/exchange.ts'
import type { ContractReport, RequirementReport } from '../core/report.ts'
import { counted } from './counted.ts'
import { sourceText } from './finding-text.ts'
import { refusedClasses } from './refused-classes.ts'
import { verdictWords } from './verdict-words.ts'
import { visible } from './visible.ts'

export type EvidenceTextOptions = { readonly withExchanges: boolean }

/** What a run showed of one requirement, kept or not; with requests and replies, where they are asked for. */
export const evidenceText = (
  contract: ContractReport,
  requirement: RequirementReport,
  { withExchanges }: EvidenceTextOptions,
): string => {
  const { id, title, source, level, verdict, reason, sample, findings } = visible(requirement)
  return [
    id,
    `  ${title}`,
    `  promised    ${sourceText(source)}, ${level}`,
    `  verdict     ${verdictWords[verdict]}${reason === undefined ? '' : `: ${reason}`}`,
    `  seen in     ${seenText(requirement)}`,
    ...findings.flatMap(({ message, at, expected, received, address }) => [
      `  finding     ${message}`,
      `    expected  ${expected}`,
      `    received  ${at === '' ? '' : `${at}: `}${received}`,
      ...(address === undefined ? [] : [`    address   ${address}`]),
    ]),
    ...(sample === undefined ? [] : [`  sample      ${sample}`]),
    ...(withExchanges ? exchangesOf(requirement).flatMap((one) => exchangeLines(one, contract.exchanges[one])) : []),
    '',
  ].join('\n')
}

/** The exchanges that show what came of a requirement. */
export const exchangesOf = ({ findings, sample }: RequirementReport): readonly string[] => [
  ...new Set([...findings.map(({ exchange }) => exchange), ...(sample ? [sample] : [])]),
]

const seenText = ({ observed = 0, cases, classes }: RequirementReport): string =>
  `${counted(observed, 'exchange')} that could have broken it, of ${counted(cases, 'case')}${classes ? `; ${classes.tried} of ${counted(classes.of, 'kind')} of value tried${refusedClasses(classes)}` : ''}`

const exchangeLines = (id: string, exchange: Exchange | undefined): readonly string[] =>
  exchange
    ? ['', `  exchange ${visible(id)}`, ...messageLines(exchange).map((line) => `    ${visible(line)}`)]
    : ['', `  exchange ${visible(id)} is too long for a report: give the evidence.ndjson of its run to see it`]

const messageLines = ({ request, outcome }: Exchange): readonly string[] => [
  `> ${request.method} ${request.path}`,
  ...Object.entries(request.headers).map(([name, value]) => `> ${name}: ${value}`),
  ...(request.body ? ['>', ...request.body.split('\n').map((line) => `> ${line}`)] : []),
  ...(outcome.kind === 'reply'
    ? [
        `< ${outcome.reply.status}`,
        ...Object.entries(outcome.reply.headers).map(([name, value]) => `< ${name}: ${value}`),
        ...(outcome.reply.body ? ['<', ...outcome.reply.body.split('\n').map((line) => `< ${line}`)] : []),
      ]
    : [`< no whole reply: ${outcome.detail}`]),
]
