import { pinnedText } from '../../pinned-text.ts'
import { type Reason, reasonsOf } from '../../reasons.ts'
import { fragment, requirementAnchor } from '../anchors.ts'
import { html, type Markup } from '../markup.ts'
import { remedyOf } from '../remedy.ts'
import type { View } from '../view.ts'
import { contractTag, foldedList, type Section } from './section.ts'

const mostNamed = 12

/** What was tried in vain, and what would decide it. */
export const undecided: Section = (views) =>
  reasonSection(views, { id: 'inconclusive', verdict: 'inconclusive', title: 'Inconclusive' })

/** What was not tried, and what would let it be tried. */
export const untried: Section = (views) => {
  const pinned = views.flatMap((view) => {
    const text = pinnedText(view.contract)
    return text === undefined ? [] : [html`<p>${contractTag(view)}${text}</p>`]
  })
  return html`${reasonSection(views, { id: 'untested', verdict: 'untested', title: 'Untested' })}${pinned}`
}

type Kind = { readonly id: string; readonly verdict: 'inconclusive' | 'untested'; readonly title: string }

const reasonSection = (views: readonly View[], { id, verdict, title }: Kind): Markup | undefined => {
  const all = views.flatMap((view) =>
    reasonsOf(view.contract.requirements, verdict).map((reason) => ({ reason, view })),
  )
  const promises = all.reduce((sum, { reason }) => sum + reason.requirements.length, 0)
  return all.length === 0
    ? undefined
    : html`<section class="reasons" aria-labelledby="${id}"><h2 id="${id}">${title} <span class="soft">${promises.toLocaleString('en')}</span></h2>
${foldedList(all.map(({ reason, view }) => reasonItem(reason, view)))}</section>`
}

const reasonItem = ({ reason, requirements }: Reason, view: View): Markup => {
  const remedy = remedyOf(reason)
  return html`<li><details><summary><span class="number">${requirements.length.toLocaleString('en')}</span> <span class="why">${contractTag(view)}${reason}${remedy ? html` <span class="remedy">${remedy}</span>` : undefined}</span></summary>
<ul class="names">${requirements
    .slice(0, mostNamed)
    .map(({ id }) => html`<li><a href="${fragment(requirementAnchor(id))}">${id}</a></li>`)}${
    requirements.length > mostNamed
      ? html`<li class="soft">and ${requirements.length - mostNamed} more, all under “Every promise”</li>`
      : undefined
  }</ul></details></li>
`
}
