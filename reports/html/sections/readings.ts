import type { Reading } from '../../readings.ts'
import { html, type Markup } from '../markup.ts'
import type { View } from '../view.ts'
import { counted } from '../words.ts'
import { requirementList } from './causes.ts'
import { contractTag, foldedList, type Section } from './section.ts'

/** Where the documents leave two readings open: the one that the target holds. */
export const readings: Section = (views) => {
  const all = views.flatMap((view) =>
    view.readings
      .filter(({ requirements }) => requirements.some((one) => view.told.has(one)))
      .map((reading) => ({ reading, view })),
  )
  if (all.length === 0) return undefined
  return html`<section class="causes readings" aria-labelledby="readings"><h2 id="readings">Readings the target holds <span class="soft">${all.length}</span></h2>
<p class="soft">The documents contradict themselves here. The target keeps one of the readings, which is fair; the strict one would be another.</p>
${foldedList(all.map(({ reading, view }) => readingItem(reading, view)))}</section>`
}

const readingItem = ({ numbers, requirements }: Reading, view: View): Markup =>
  html`<li><details><summary><h3>${contractTag(view)}Ambiguity ${numbers}: ${requirements[0]?.findings[0]?.message}</h3>${
    requirements.length > 1 ? html`<span class="soft">${counted(requirements.length, 'promise')}</span>` : undefined
  }</summary><div class="inside">${requirementList(requirements, view)}</div></details></li>
`
