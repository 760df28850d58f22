import type { BaselineReport, RequirementReport } from '../../../core/report.ts'
import { needsChanges } from '../../needs-changes.ts'
import { html, type Markup } from '../markup.ts'
import type { View } from '../view.ts'
import { counted } from '../words.ts'
import { requirementList } from './causes.ts'
import { contractTag, foldedList, type Section } from './section.ts'

/** What changed against the list of known failures: new ones, those that still fail, and what is to be mended in the list. */
export const baseline: Section = (views, { baseline: list }) => {
  if (!list) return undefined
  const known = views.flatMap((view) => view.known.map((requirement) => ({ requirement, view })))
  return html`<section class="causes baseline" aria-labelledby="baseline"><h2 id="baseline">Change against the known failures <span class="soft"><code>${list.file}</code></span></h2>
<p class="soft">${summary(views, list)}</p>
${problemList(list)}${knownList(known)}${untriedList(list)}</section>`
}

const summary = (views: readonly View[], { known, problems }: BaselineReport): string => {
  const fresh = views.reduce(
    (sum, { contract }) => sum + contract.requirements.filter((one) => one.verdict === 'fail' && !one.known).length,
    0,
  )
  const passing = problems.filter(({ kind }) => kind === 'passes').length
  return `${fresh} newly failed, ${known} known and still failing, ${passing} known and now passing.`
}

/** These turn the run red: the list can only shrink. */
const problemList = (list: BaselineReport): Markup | undefined =>
  list.problems.length === 0
    ? undefined
    : html`<p>${needsChanges(list)}</p>${foldedList(
        list.problems.map(
          ({
            message,
            owner,
            expires,
          }) => html`<li class="entry">${message} <span class="soft">${owner}, until ${expires}</span></li>
`,
        ),
      )}`

type Known = { readonly requirement: RequirementReport; readonly view: View }

const knownList = (all: readonly Known[]): Markup | undefined =>
  all.length === 0
    ? undefined
    : html`<p>${counted(all.length, 'known failure')}: ${all.length === 1 ? 'it does' : 'they do'} not count</p>${foldedList(all.map(knownItem))}`

const knownItem = ({ requirement, view }: Known): Markup => {
  const { owner = '', reason = '', expires = '' } = requirement.known ?? {}
  return html`<li><details><summary><h3>${contractTag(view)}${requirement.title}</h3><span class="soft">until ${expires}, ${owner}: ${reason}</span></summary>
<div class="inside">${requirementList([requirement], view)}</div></details></li>
`
}

const untriedList = ({ untried }: BaselineReport): Markup | undefined =>
  untried.length === 0
    ? undefined
    : html`<details class="more"><summary>${counted(untried.length, 'known failure')} this run says nothing about</summary><ul>${untried.map(
        ({
          requirement,
          message,
        }) => html`<li class="entry"><code>${requirement}</code> <span class="soft">${message}</span></li>
`,
      )}</ul></details>`
