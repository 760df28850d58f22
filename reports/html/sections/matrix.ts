import type { Verdict } from '../../../core/verdict.ts'
import { verdictWords } from '../../verdict-words.ts'
import { fragment, groupAnchor } from '../anchors.ts'
import { type Column, inOrder } from '../columns.ts'
import { html, type Markup } from '../markup.ts'
import { type Cell, type MatrixRow, matrixOf } from '../matrix.ts'
import { verdictBadge } from '../words.ts'
import type { Section } from './section.ts'

/** Operations × kinds of cases, each cell its worst verdict; every cell leads to its requirements. */
export const matrix: Section = (views) => {
  const parts = views.map((view) => ({ contract: view.contract, rows: matrixOf(view.contract.requirements) }))
  const columns = inOrder(parts.flatMap(({ rows }) => rows.flatMap(({ cells }) => [...cells.keys()])))
  if (columns.length === 0) return undefined
  return html`<section aria-labelledby="matrix"><h2 id="matrix">Operations and cases</h2>
<p class="soft">Each cell is the worst verdict of its promises, and how many came to which.</p>
<table class="matrix" aria-labelledby="matrix">
<thead><tr><th scope="col">Operation</th>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
${parts.map(
  ({ contract, rows }) =>
    html`<tbody>${views.length > 1 ? html`<tr class="of-contract"><th scope="rowgroup" colspan="${columns.length + 1}">${contract.title}</th></tr>` : undefined}${rows.map((row) => matrixRow(contract.id, row, columns))}</tbody>`,
)}
</table></section>`
}

const matrixRow = (contract: string, { operation, cells }: MatrixRow, columns: readonly Column[]): Markup =>
  html`<tr><th scope="row">${operation}</th>${columns.map((column) => {
    const cell = cells.get(column)
    return cell ? matrixCell(cell, fragment(groupAnchor(contract, operation, column))) : html`<td class="none"></td>`
  })}</tr>
`

const matrixCell = ({ column, verdict, requirements }: Cell, href: string): Markup =>
  html`<td class="cell ${verdict}"><a href="${href}" data-column="${column}">${verdictBadge(verdict)} <span class="of">${countsText(requirements)}</span></a></td>`

/** `12`, or `10 passed · 2 failed of 12` where not all came to the same. */
const countsText = (requirements: Cell['requirements']): string => {
  const shares = shown
    .map((verdict) => ({ verdict, count: requirements.filter((one) => one.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
  return shares.length === 1
    ? `${requirements.length}`
    : `${shares.map(({ verdict, count }) => `${count} ${verdictWords[verdict]}`).join(' · ')} of ${requirements.length}`
}

const shown: readonly Verdict[] = ['pass', 'warn', 'fail', 'error', 'inconclusive', 'untested']
