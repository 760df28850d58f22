import type { Report } from '../../../core/report.ts'
import { html, type Markup } from '../markup.ts'
import type { View } from '../view.ts'

/** A part of the page, in the order of `sections.ts`; nothing where it has nothing to tell. */
export type Section = (views: readonly View[], report: Report) => Markup | undefined

/** The contract's name, where the page tells of more than one. */
export const contractTag = ({ report, contract }: View): Markup | undefined =>
  report.contracts.length > 1 ? html`<span class="tag">${contract.id}</span> ` : undefined
