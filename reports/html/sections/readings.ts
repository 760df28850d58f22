import { numbersText } from '../../reading-lines.ts'
import type { Reading } from '../evidence.ts'
import { html, type Markup } from '../markup.ts'
import type { View } from '../view.ts'
import { counted } from '../words.ts'
import { requirementList } from './causes.ts'
import { contractTag, foldedList, type Section } from './section.ts'

/** Where the documents leave two readings open: the one that the target holds. */
export const readings: Section = (views) => {
  const all = views.flatMap((view) => view.readings.map((reading) => ({ reading, view })))
  if (all.length === 0) return undefined
  const isInFull = ({ reading, view }: ReadingView) => reading.requirements.some((one) => view.full.has(one))
  return html`<section class="causes readings" aria-labelledby="readings"><h2 id="readings">Readings the target holds <span class="soft">${all.length}</span></h2>
<p class="soft">The documents contradict themselves here. The target keeps one of the readings, and either is fair.</p>
${wideList(all.filter(isInFull))}${strictList(all.filter(({ reading }) => reading.reading === 'strict'))}</section>`
}

type ReadingView = { readonly reading: Reading; readonly view: View }

const wideList = (all: readonly ReadingView[]): Markup | undefined =>
  all.length === 0 ? undefined : foldedList(all.map(({ reading, view }) => readingItem(reading, view)))

const readingItem = (reading: Reading, view: View): Markup =>
  html`<li><details><summary><h3>${contractTag(view)}${reading.text}, ${numbersText(reading)}</h3>${
    reading.requirements.length > 1
      ? html`<span class="soft">${counted(reading.requirements.length, 'promise')}</span>`
      : undefined
  }</summary><div class="inside">${requirementList(reading.requirements, view)}</div></details></li>
`

const strictList = (all: readonly ReadingView[]): Markup | undefined =>
  all.length === 0
    ? undefined
    : html`<details class="strict"><summary>${counted(all.length, 'question')} where it keeps the strict reading</summary><ul>${all.map(
        ({ reading, view }) => html`<li>${contractTag(view)}${reading.text}, ${numbersText(reading)}</li>
`,
      )}</ul></details>`
