import { shellWord } from '../../core/escapes.ts'
import type { FindingReport, RequirementReport } from '../../core/report.ts'
import { requirementAnchor } from './anchors.ts'
import { longestCurl } from './evidence.ts'
import { exchangePair } from './exchange.ts'
import { content, html, type Markup } from './markup.ts'
import { minimalFinding } from './minimal.ts'
import { stepList } from './steps.ts'
import { sourceText, ticketText } from './ticket.ts'
import type { View } from './view.ts'
import { counted, verdictBadge, withoutRuns } from './words.ts'

/** All there is to know of one requirement that was not kept. Its anchor lies within, so that a fragment opens what is around it. */
export const requirementDetail = (requirement: RequirementReport, view: View): Markup => {
  const finding = minimalFinding(requirement)
  return html`<article class="requirement" id="${requirementAnchor(requirement.id)}">
<h4>${requirement.title}</h4>
<p class="line">${verdictBadge(requirement.verdict)} <span class="level">${requirement.level}</span> <code>${requirement.id}</code></p>
<dl class="facts">
<div><dt>Promised in</dt><dd>${sourceText(requirement)}</dd></div>
${requirement.observed ? html`<div><dt>Tried in</dt><dd>${counted(requirement.observed, 'exchange')}</dd></div>` : undefined}
${finding ? findingFacts(finding) : requirement.reason && html`<div><dt>Reason</dt><dd>${requirement.reason}</dd></div>`}
</dl>
${finding && proof(requirement, finding, view)}
${others(requirement, finding)}
</article>`
}

const findingFacts = ({
  message,
  at,
  expected,
  received,
  ambiguities,
}: FindingReport): Markup => html`<div><dt>Seen</dt><dd>${withoutRuns(message)}</dd></div>
<div><dt>Expected</dt><dd class="expected">${expected}</dd></div>
<div><dt>Received</dt><dd class="received">${at && html`<code>${at}</code> `}${received}</dd></div>
${
  ambiguities.length > 0
    ? html`<div><dt>Open reading</dt><dd>ambiguity ${ambiguities.join(', ')}</dd></div>`
    : undefined
}`

const proof = (requirement: RequirementReport, finding: FindingReport, view: View): Markup => {
  const exchange = view.contract.exchanges[finding.exchange]
  if (!view.evidence.has(requirement))
    return html`<p class="soft">The page is full: request and reply are in <code>report.json</code>, exchange <code>${finding.exchange}</code>.</p>${replayLine(finding)}`
  const ticket = ticketText({ report: view.report, contract: view.contract, requirement, finding, exchange })
  return html`${stepList(finding, view)}${exchange && exchangePair({ requirement: requirement.id, finding, exchange })}
${replayLine(finding)}
${curlBlock(finding)}
<details class="more"><summary>Text for a ticket</summary>${copyable(ticket)}</details>`
}

const replayLine = ({ replay, address = replay }: FindingReport): Markup =>
  html`<div class="again"><span class="label">Run it again</span>${copyable(`npx assay replay ${shellWord(`report.json#${address}`)}`)}</div>`

const curlBlock = ({ curl, script }: FindingReport): Markup | undefined => {
  const again = script ?? curl
  const kind = script === undefined ? 'curl line' : 'script'
  if (again === '') return undefined
  return again.length > longestCurl
    ? html`<p class="soft">The ${kind} has ${again.length} characters and is in <code>report.json</code>.</p>`
    : html`<details class="more"><summary>As a ${kind}</summary>${copyable(again)}</details>`
}

/** A text with a button that copies it; the button shows itself where there is script. */
const copyable = (text: string): Markup =>
  html`<div class="copyable"><pre>${content(text)}</pre><button type="button" class="copy" hidden>Copy</button></div>`

const others = ({ findings }: RequirementReport, shown: FindingReport | undefined): Markup | undefined => {
  const rest = findings.filter((one) => one !== shown)
  return rest.length === 0
    ? undefined
    : html`<details class="more"><summary>${rest.length} more that show it</summary><ul>${rest.map(
        ({ message, at, received, replay, address = replay }) =>
          html`<li>${message}: ${at && html`<code>${at}</code> `}${received} <span class="soft">run it again: <code>npx assay replay ${shellWord(`report.json#${address}`)}</code></span></li>`,
      )}</ul></details>`
}
