import type { Exchange } from '../../core/exchange.ts'
import type { FindingReport, Report, RequirementReport } from '../../core/report.ts'
import { longestCurl } from './evidence.ts'

/** What a ticket is made of. */
export type Ticket = {
  readonly report: Report
  readonly contract: { readonly id: string; readonly digest: string; readonly target: string }
  readonly requirement: RequirementReport
  readonly finding: FindingReport
  readonly exchange: Exchange | undefined
}

/** Text for the tracker of whoever runs the target: what is promised, what came, and how to see it. */
export const ticketText = ({ report, contract, requirement, finding, exchange }: Ticket): string => {
  const again = finding.script ?? finding.curl
  return [
    `${requirement.operation}: ${finding.message}`,
    paragraph('The document promises', `${requirement.title}\n(${sourceText(requirement)})`),
    paragraph('Expected', finding.expected),
    paragraph('Received', finding.at ? `${finding.at}: ${finding.received}` : finding.received),
    ...(again === '' || again.length > longestCurl ? [] : [paragraph('To reproduce', again)]),
    ...(exchange ? [paragraph('Reply', replyText(exchange))] : []),
    `Found at ${contract.target} on ${report.run.startedAt} by Assay ${report.tool.version}, contract ${contract.id} (${contract.digest.slice(0, 12)}), requirement ${requirement.id}.`,
  ].join('\n\n')
}

export const sourceText = ({ source: { document, section, row } }: RequirementReport): string =>
  [document, section, ...(row ? [`row ${row}`] : [])].join(', ')

const paragraph = (title: string, text: string): string => `${title}:\n${text.trimEnd().replace(/^/gm, '  ')}`

const replyText = ({ outcome }: Exchange): string => {
  switch (outcome.kind) {
    case 'reply':
      return `HTTP ${outcome.reply.status}, ${outcome.reply.headers['content-type'] ?? 'no content type'}\n${excerpt(outcome.reply.body)}`
    case 'broken':
    case 'silent':
    case 'withheld':
      return outcome.detail
  }
}

const excerpt = (body: string): string => (body.length <= 600 ? body : `${body.slice(0, 600)}…`)
