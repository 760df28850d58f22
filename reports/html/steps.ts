import { type Exchange, replyOf } from '../../core/exchange.ts'
import type { FindingReport } from '../../core/report.ts'
import { html, type Markup } from './markup.ts'
import { caseOf, type View } from './view.ts'

const mostSteps = 12

/** What the case sent before the request that shows the finding. */
export const stepList = (finding: FindingReport, { contract, exchangesOf }: View): Markup | undefined => {
  const ids = exchangesOf.get(caseOf(finding.exchange)) ?? []
  const before = ids.slice(0, Math.max(ids.indexOf(finding.exchange), 0))
  if (before.length === 0) return undefined
  const shown = before.slice(-mostSteps)
  return html`<details class="more"><summary>${before.length} earlier ${before.length === 1 ? 'request' : 'requests'} of the same case</summary>
<ol start="${before.length - shown.length + 1}">${shown.map((id) => stepItem(contract.exchanges[id]))}</ol></details>`
}

const stepItem = (exchange: Exchange | undefined): Markup | undefined =>
  exchange &&
  html`<li><code>${exchange.request.method} ${exchange.request.path}</code> <span class="soft">${replyOf(exchange)?.status ?? 'no reply'}</span></li>`
