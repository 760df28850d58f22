import type { RequirementReport } from '../../../core/report.ts'
import type { Cause } from '../../causes.ts'
import { html, type Markup, trusted } from '../markup.ts'
import { requirementDetail } from '../requirement.ts'
import type { View } from '../view.ts'
import { counted, withoutRuns } from '../words.ts'
import { contractTag, foldedList, type Section } from './section.ts'

/** What failed, clustered by what is wrong. */
export const broken: Section = (views) =>
  causeSection(views, { id: 'broken', title: 'Failed', of: (view) => view.broken, isFirstOpen: true })

/** What is not quite as it should be. */
export const warned: Section = (views) =>
  causeSection(views, { id: 'warned', title: 'Warned', of: (view) => view.warned })

type Kind = {
  readonly id: string
  readonly title: string
  readonly of: (view: View) => readonly Cause[]
  readonly isFirstOpen?: true
}

const causeSection = (views: readonly View[], { id, title, of, isFirstOpen }: Kind): Markup | undefined => {
  const all = views.flatMap((view) => of(view).map((cause) => ({ cause, view })))
  if (all.length === 0) return undefined
  const promises = all.reduce((sum, { cause }) => sum + cause.requirements.length, 0)
  const shown = all.filter(({ cause, view }) => cause.requirements.some((one) => view.full.has(one)))
  return html`<section class="causes ${id}" aria-labelledby="${id}"><h2 id="${id}">${title} <span class="soft">${
    promises === all.length ? promises : `${counted(promises, 'promise')}, ${counted(all.length, 'cause')}`
  }</span></h2>
${foldedList(shown.map(({ cause, view }, index) => causeItem(cause, view, isFirstOpen === true && index === 0)))}${moreUnderAll(all.length - shown.length)}</section>`
}

const causeItem = (
  { title, requirements }: Cause,
  view: View,
  isOpen: boolean,
): Markup => html`<li><details${isOpen ? trusted(' open') : undefined}><summary><h3>${contractTag(view)}${withoutRuns(title)}</h3>${
  requirements.length > 1 ? html`<span class="soft">${counted(requirements.length, 'promise')}</span>` : undefined
}</summary>
<div class="inside">${requirementList(requirements, view)}</div></details></li>
`

/** The first is open at once, so that a request can be seen; the others are alike. */
export const requirementList = (requirements: readonly RequirementReport[], view: View): Markup => {
  const [first, ...rest] = requirements.filter((one) => view.full.has(one))
  return html`${first && requirementDetail(first, view)}${rest.map(
    (one) => html`<details class="alike"><summary>${one.title}</summary>${requirementDetail(one, view)}</details>
`,
  )}${moreUnderAll(requirements.length - rest.length - 1)}`
}

const moreUnderAll = (count: number): Markup | undefined =>
  count > 0 ? html`<p class="soft more">… and ${count} more, under <a href="#all">Every promise</a></p>` : undefined
