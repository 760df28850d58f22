import type { Report } from '../../../core/report.ts'
import { html, type Markup } from '../markup.ts'
import type { View } from '../view.ts'

/** A part of the page, in the order of `sections.ts`; nothing where it has nothing to tell. */
export type Section = (views: readonly View[], report: Report) => Markup | undefined

const mostAtOnce = 20

/** A list of `<li>`s: the first of them, and the others folded away. */
export const foldedList = (items: readonly Markup[]): Markup => {
  const first = html`<ul class="rows">${items.slice(0, mostAtOnce)}</ul>`
  const rest = items.slice(mostAtOnce)
  return rest.length === 0
    ? first
    : html`${first}<details class="rest"><summary>${rest.length} more</summary><ul class="rows">${rest}</ul></details>`
}

/** The contract's name, where the page tells of more than one. */
export const contractTag = ({ report, contract }: View): Markup | undefined =>
  report.contracts.length > 1 ? html`<span class="tag">${contract.id}</span> ` : undefined
