import type { RequirementReport } from '../../../core/report.ts'
import { type Verdict, verdicts } from '../../../core/verdict.ts'
import { refusedClasses } from '../../refused-classes.ts'
import { fragment, groupAnchor, requirementAnchor } from '../anchors.ts'
import { inOrder } from '../columns.ts'
import { html, type Markup } from '../markup.ts'
import { type Cell, type MatrixRow, matrixOf } from '../matrix.ts'
import { minimalFinding } from '../minimal.ts'
import { sourceText } from '../ticket.ts'
import type { View } from '../view.ts'
import { counted, verdictBadge } from '../words.ts'
import { sampleLink } from './samples.ts'
import { contractTag, type Section } from './section.ts'

/** Every promise with its verdict, by operation and kind of case; folded away. */
export const all: Section = (
  views,
) => html`<section class="all" aria-labelledby="all"><h2 id="all">Every promise <span class="soft">${views
  .reduce((sum, { contract }) => sum + contract.requirements.length, 0)
  .toLocaleString('en')}</span></h2>
${views.map((view) => matrixOf(view.contract.requirements).map((row) => operationPart(view, row)))}
</section>`

const operationPart = (view: View, { operation, cells }: MatrixRow): Markup => {
  const count = [...cells.values()].reduce((sum, { requirements }) => sum + requirements.length, 0)
  return html`<details class="operation"><summary><h3>${contractTag(view)}${operation}</h3><span class="soft">${counted(count, 'promise')}</span></summary>
${inOrder(cells.keys()).flatMap((column) => [cells.get(column) ?? []].flat().map((cell) => group(view, operation, cell)))}</details>
`
}

const group = (view: View, operation: string, cell: Cell): Markup =>
  html`<details class="group"><summary><h4>${cell.column}</h4>${verdictBadge(cell.verdict)} <span class="soft">${cell.count} of ${cell.requirements.length}</span></summary>
<table class="list promises" id="${groupAnchor(view.contract.id, operation, cell.column)}"><colgroup><col><col class="narrow"><col class="third"></colgroup><thead class="hidden"><tr><th scope="col">Promise</th><th scope="col">Level</th><th scope="col">Promised in</th></tr></thead>
${verdicts.map((verdict) => verdictPart(view, cell, verdict))}</table></details>`

const verdictPart = (view: View, { requirements }: Cell, verdict: Verdict): Markup | undefined => {
  const ones = requirements.filter((one) => one.verdict === verdict)
  return ones.length === 0
    ? undefined
    : html`<tbody data-verdict="${verdict}"><tr class="head"><th colspan="3" scope="rowgroup">${verdictBadge(verdict)} <span class="soft">${ones.length}</span></th></tr>${ones.map((one) => promiseRow(one, view))}</tbody>`
}

/** What is reported in full elsewhere on the page is linked; the others have their place here. */
const promiseRow = (requirement: RequirementReport, view: View): Markup => {
  const { full } = view
  const anchor = requirementAnchor(requirement.id)
  const name = html`<code>${requirement.id.split('/').slice(2).join('/')}</code>${requirement.reason && html`<i>${requirement.reason}</i>`}${seenIn(requirement, view)}${full.has(requirement) ? undefined : inBrief(requirement)}`
  return full.has(requirement)
    ? html`<tr><td><a href="${fragment(anchor)}">${requirement.title}</a>${name}</td><td>${requirement.level}</td><td>${sourceText(requirement)}</td></tr>
`
    : html`<tr id="${anchor}"><td>${requirement.title}${name}</td><td>${requirement.level}</td><td>${sourceText(requirement)}</td></tr>
`
}

/** What was not kept says so with its finding. */
const seenIn = ({ verdict, observed = 0, classes, sample }: RequirementReport, view: View): Markup | undefined =>
  verdict === 'pass' && observed > 0
    ? html`<i>seen in ${counted(observed, 'exchange')}${classes && html`, with ${classes.tried} of ${counted(classes.of, 'kind')} of value${refusedClasses(classes)}`}${sample === undefined ? undefined : html`, ${sampleLink(view, sample)}`}</i>`
    : undefined

const inBrief = (requirement: RequirementReport): Markup | undefined => {
  const finding = minimalFinding(requirement)
  return (
    finding &&
    html`<i>expected ${finding.expected}; received ${finding.at} ${finding.received}; case ${finding.replay}</i>`
  )
}
