import { type Exchange, replyOf } from '../../core/exchange.ts'
import type { FindingReport, StepReport } from '../../core/report.ts'
import { html, type Markup } from './markup.ts'
import { caseOf, type View } from './view.ts'
import { counted } from './words.ts'

const mostSteps = 12

/** What is to be sent before the request that shows the finding; else what its case sent before. */
export const stepList = (finding: FindingReport, view: View): Markup | undefined => {
  const { steps } = finding
  return steps === undefined ? earlier(finding, view) : setUp(steps.slice(0, -1), view)
}

const setUp = (steps: readonly StepReport[], { contract }: View): Markup | undefined =>
  steps.length === 0
    ? undefined
    : html`<details class="more"><summary>${counted(steps.length, 'set-up step')} before it</summary>
<ol>${steps.map(({ exchange, times }) => stepItem(contract.exchanges[exchange], times))}</ol></details>`

const earlier = (finding: FindingReport, { contract, exchangesOf }: View): Markup | undefined => {
  const ids = exchangesOf.get(caseOf(finding.exchange)) ?? []
  const before = ids.slice(0, Math.max(ids.indexOf(finding.exchange), 0))
  if (before.length === 0) return undefined
  const shown = before.slice(-mostSteps)
  return html`<details class="more"><summary>${before.length} earlier ${before.length === 1 ? 'request' : 'requests'} of the same case</summary>
<ol start="${before.length - shown.length + 1}">${shown.map((id) => stepItem(contract.exchanges[id]))}</ol></details>`
}

const stepItem = (exchange: Exchange | undefined, times = 1): Markup | undefined =>
  exchange &&
  html`<li><code>${exchange.request.method} ${exchange.request.path}</code> <span class="soft">${replyOf(exchange)?.status ?? 'no reply'}${times > 1 ? `, sent ${times} times` : ''}</span></li>`
