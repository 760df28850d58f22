import type { Report } from '../../../core/report.ts'
import { levels } from '../../../core/requirement.ts'
import type { Verdict } from '../../../core/verdict.ts'
import { butFor } from '../../but-for.ts'
import { referenceText } from '../../reference-text.ts'
import { verdictWords } from '../../verdict-words.ts'
import { html, type Markup } from '../markup.ts'
import { totalsOf } from '../totals.ts'
import type { View } from '../view.ts'
import { counted, outcomeWords } from '../words.ts'
import { runFacts } from './facts.ts'
import type { Section } from './section.ts'

/** The first screen's answer: may it ship, how much was seen, and in which run. */
export const answer: Section = (views, report) => {
  const { sign, word } = outcomeWords[report.run.outcome]
  return html`<section class="answer ${report.run.outcome}" aria-labelledby="answer">
<div>
<h1 id="answer"><span class="sign" aria-hidden="true">${sign}</span> ${word}${butFor(report)}</h1>${onReference(report)}
<p class="lead">${lead(report, views)}</p>
${countTable(report)}
</div>
${runFacts(report)}
</section>`
}

const onReference = (report: Report): Markup | undefined => {
  const text = referenceText(report)
  return text === undefined ? undefined : html`<p class="lead"><strong>${text}</strong></p>`
}

const lead = (report: Report, views: readonly View[]): string => {
  const { must } = totalsOf(report)
  const all = Object.values(must).reduce((sum, count) => sum + count, 0)
  const kept = must.pass + must.warn
  const seen = `${kept.toLocaleString('en')} of ${counted(all, 'must')} ${kept === 1 ? 'was' : 'were'} kept`
  const causes = views.reduce((sum, { broken }) => sum + broken.length, 0)
  const broken = levels.reduce((sum, level) => sum + totalsOf(report)[level].fail, 0)
  switch (report.run.outcome) {
    case 'conformant':
      return `${unbroken(report)} ${seen}${must.untested > 0 ? `; ${must.untested} could not be tried` : ''}.`
    case 'nonconformant':
      return `${counted(broken, 'promise')} ${broken === 1 ? 'is' : 'are'} broken${causes < broken ? `, from ${counted(causes, 'cause')}` : ''}. ${seen}.`
    case 'incomplete':
      return `Nothing was seen broken, but that is not enough to say that it conforms. ${seen}; ${must.inconclusive + must.error} could not be decided.`
    case 'unusable':
      return 'Nothing of the contract was reached at the target, so nothing was judged. What to check stands below.'
  }
}

/** What is known to be broken does not count, and below a must it is warned of. */
const unbroken = (report: Report): string => {
  const known = report.baseline?.known ?? 0
  const warned = levels.reduce((sum, level) => sum + totalsOf(report)[level].warn, 0)
  if (known > 0) return `Nothing is broken but what is known: ${counted(known, 'failure')} not counted.`
  return warned > 0 ? `No must is broken; ${counted(warned, 'warning')}.` : 'Every promise that was tried is kept.'
}

const columns: readonly Verdict[] = ['pass', 'warn', 'fail', 'inconclusive', 'untested', 'error']

const countTable = (report: Report): Markup => {
  const totals = totalsOf(report)
  const shown = columns.filter((verdict) => verdict !== 'error' || levels.some((level) => totals[level].error > 0))
  const rows = levels.filter((level) => Object.values(totals[level]).some((count) => count > 0))
  return html`<table class="counts"><caption class="hidden">Verdicts by level</caption>
<thead><tr><th scope="col">Level</th><td aria-hidden="true"></td>${shown.map((verdict) => html`<th scope="col">${verdictWords[verdict]}</th>`)}</tr></thead>
<tbody>${rows.map((level) => {
    const counts = totals[level]
    return html`<tr><th scope="row">${level}</th><td class="share" aria-hidden="true">${bar(counts)}</td>${shown.map(
      (verdict) =>
        html`<td class="${verdict}${counts[verdict] === 0 ? ' zero' : ''}" data-word="${verdictWords[verdict]}">${counts[verdict] === 0 ? '0' : html`<a href="#all" data-verdict="${verdict}" data-level="${level}" aria-label="${level} ${verdictWords[verdict]}: ${counts[verdict].toLocaleString('en')}">${counts[verdict].toLocaleString('en')}</a>`}</td>`,
    )}</tr>`
  })}</tbody></table>`
}

/** The fills are for viewers that drop the style. */
const fills: Readonly<Record<Verdict, string>> = {
  pass: '#2e7d4f',
  warn: '#b7791f',
  fail: '#c0342b',
  inconclusive: '#6b5bb5',
  untested: '#c9c9c4',
  error: '#c0342b',
}

const barOrder: readonly Verdict[] = ['pass', 'warn', 'fail', 'error', 'inconclusive', 'untested']

const bar = (counts: Readonly<Record<Verdict, number>>): Markup => {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  let x = 0
  const parts = barOrder
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => {
      const width = (counts[verdict] / total) * 100
      const part = html`<rect class="${verdict}" fill="${fills[verdict]}" x="${x.toFixed(2)}" width="${Math.max(width, 0.8).toFixed(2)}" height="1"/>`
      x += width
      return part
    })
  return html`<svg class="bar" viewBox="0 0 100 1" width="160" height="8" preserveAspectRatio="none" focusable="false">${parts}</svg>`
}
