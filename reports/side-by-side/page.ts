import { createHash } from 'node:crypto'
import { grouped } from '../../core/grouped.ts'
import { worst } from '../../core/verdict.ts'
import { cut } from '../cut.ts'
import { html, type Markup, trusted } from '../html/markup.ts'
import { besideStyle } from '../html/styles/beside.ts'
import { style as pageStyle } from '../html/styles/style.ts'
import { counted, outcomeBadge, verdictBadge } from '../html/words.ts'
import { percentOf } from '../judged.ts'
import { verdictWords } from '../verdict-words.ts'
import { columnsOf } from './columns-of.ts'
import type { Cell, ReportFacts, Row, SideBySide, SideContract, Target } from './side-by-side.ts'
import { dayAndTime, groupName, sameText } from './words.ts'

const mostText = 240

/** One page that holds all of itself and has no script: what is folded opens by itself. */
export const sideBySidePage = ({ reports, notes, contracts }: SideBySide): string =>
  html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${counted(reports.length, 'report')} side by side · ${contracts.map(({ id }) => id).join(', ')} · Assay</title>
<link rel="icon" href="data:,">
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#reports">Skip to the reports</a>
<header><span><b>Assay</b> conformance reports</span></header>
<main>
<section class="side"><h1>${counted(reports.length, 'report')} side by side</h1></section>
${noteList(notes)}<section class="side" aria-labelledby="reports"><h2 id="reports">Which report is which</h2>${reportTable(reports)}</section>
${contracts.map((contract, index) => contractSection(contract, index))}
</main>
<footer>Made from the reports that are named above; <code>side-by-side.json</code>, which lies beside this page, holds the same as data.</footer>
</body>
</html>
`.markup

const style = pageStyle + besideStyle

const policy: string = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const noteList = (notes: readonly string[]): Markup | undefined =>
  notes.length === 0
    ? undefined
    : html`<section class="first" aria-labelledby="first"><h2 id="first">Read this first</h2><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul></section>
`

const reportTable = (reports: readonly ReportFacts[]): Markup =>
  html`<table class="list" aria-labelledby="reports"><thead><tr><th scope="col">Column</th><th scope="col">Report</th><th scope="col">Outcome</th><th scope="col">Seed</th><th scope="col">Started</th><th scope="col">Made by</th></tr></thead>
<tbody>${reports.map(
    ({ letter, file, seed, startedAt, version, outcome }) =>
      html`<tr><th scope="row"><span class="letter">${letter}</span></th><td class="address">${file}</td><td>${outcomeBadge(outcome)}</td><td data-word="seed"><code>${seed}</code></td><td><time datetime="${startedAt}">${dayAndTime(startedAt)}</time></td><td>Assay ${version}</td></tr>
`,
  )}</tbody></table>`

const contractSection = (contract: SideContract, index: number): Markup => {
  const { title, id, digest, targets, rows } = contract
  const shown = rows.filter(({ kind }) => kind !== 'same')
  return html`<section class="side" aria-labelledby="contract-${index}"><h2 id="contract-${index}">${title} <span class="soft">${id}, digest <code>${digest.slice(0, 12)}</code></span></h2>
${countTable(targets, title)}
<h3>The targets differ, or it failed <span class="soft">${shown.length.toLocaleString('en')} of ${counted(rows.length, 'requirement')}</span></h3>
${shown.length === 0 ? html`<p>No target failed a requirement, and they do not differ in any.</p>` : rowTable(shown, targets, `${title}: where the targets differ, or it failed`)}
<p class="soft">${sameText(contract)}</p>
<h3>All requirements by operation</h3>
${[...grouped(rows, ({ operation }) => operation)].map(([operation, ones]) => operationPart(operation, ones, targets))}</section>
`
}

const countTable = (targets: readonly Target[], title: string): Markup => {
  const columns = columnsOf(targets)
  return html`<table class="list contracts"><caption class="hidden">${title}: verdicts of each target</caption><thead><tr><th scope="col">Target</th><th scope="col">Outcome</th><th scope="col" class="number">Musts judged</th>${columns.map((verdict) => html`<th scope="col" class="number">${verdictWords[verdict]}</th>`)}<th scope="col" class="number">Requests</th></tr></thead>
<tbody>${targets.map(
    ({ letter, target, outcome, musts, counts, requests }) =>
      html`<tr><th scope="row"><span class="letter">${letter}</span> <span class="address">${target}</span></th><td>${outcomeBadge(outcome)}</td><td class="number" data-word="of the musts judged">${percentOf(musts) === undefined ? '–' : `${percentOf(musts)} %`}</td>${columns.map((verdict) => html`<td class="number${counts[verdict] === 0 ? ' soft' : ` ${verdict}`}" data-word="${verdictWords[verdict]}">${counts[verdict].toLocaleString('en')}</td>`)}<td class="number" data-word="requests">${requests.toLocaleString('en')}</td></tr>
`,
  )}</tbody></table>`
}

/** Rows in the groups of a report's matrix, with a cell for each target. */
const rowTable = (rows: readonly Row[], targets: readonly Target[], caption: string): Markup =>
  html`<table class="beside"><caption class="hidden">${caption}</caption><thead><tr><th scope="col" class="promise">Promise</th>${targets.map(targetHead)}</tr></thead>
${[...grouped(rows, groupName)].map(
  ([name, ones]) =>
    html`<tbody><tr class="group"><th scope="rowgroup" colspan="${targets.length + 1}">${name}</th></tr>${ones.map(rowMarkup)}</tbody>
`,
)}</table>`

const targetHead = ({ letter, target }: Target): Markup =>
  html`<th scope="col" data-target><b>${letter}</b> ${hostOf(target)}</th>`

const hostOf = (target: string): string => target.replace(/^https?:\/\//, '').split(': EMBEDDED')[0] ?? target

const rowMarkup = ({ requirement, level, title, cells }: Row): Markup =>
  html`<tr><th scope="row">${title} <span class="soft">${level}</span><code>${requirement}</code></th>${cells.map(cellMarkup)}</tr>
`

const cellMarkup = ({ letter, verdict, why }: Cell): Markup =>
  verdict === undefined
    ? html`<td class="absent" data-column="${letter}">not in this report</td>`
    : html`<td class="${verdict}" data-column="${letter}">${verdictBadge(verdict)}${why && html`<span class="why">${cut(why, mostText)}</span>`}</td>`

/** An operation opens to its groups; each cell says how many came to what at a target, and the rows stand below. */
const operationPart = (operation: string, rows: readonly Row[], targets: readonly Target[]): Markup => {
  const shown = rows.filter(({ kind }) => kind !== 'same').length
  return html`<details class="operation agreeing"><summary><h3>${operation}</h3><span class="soft">${counted(rows.length, 'requirement')}${shown === 0 ? '' : `, ${shown} of them above`}</span></summary>
${[...grouped(rows, ({ cases }) => cases)].map(
  ([cases, ones]) =>
    html`<details class="group"><summary><h4>${cases}</h4> ${targets.map((_, index) => shareOf(ones, index))}</summary>${rowTable(ones, targets, `${operation}, ${cases}`)}</details>
`,
)}</details>
`
}

const shareOf = (rows: readonly Row[], index: number): Markup | undefined => {
  const cells = rows.flatMap(({ cells }) => cells[index] ?? [])
  const verdicts = cells.flatMap(({ verdict }) => verdict ?? [])
  const verdict = worst(verdicts)
  const count = verdicts.filter((one) => one === verdict).length
  return html`<span><span class="letter">${cells[0]?.letter}</span> ${verdicts.length === 0 ? html`<span class="soft">not in this report</span>` : html`${verdictBadge(verdict)} <span class="soft">${count} of ${verdicts.length}</span>`}</span>`
}
