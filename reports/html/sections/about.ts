import { depthOf } from '../../../core/depth.ts'
import type { LedgerEntry } from '../../../core/ledger.ts'
import type { ContractReport } from '../../../core/report.ts'
import { html, type Markup } from '../markup.ts'
import type { View } from '../view.ts'
import type { Section } from './section.ts'

/** How each contract was run, what was made at the target, and faults of our own. */
export const about: Section = (views) =>
  html`<section class="about" aria-labelledby="about"><h2 id="about">About this run</h2>${views.map(aboutContract)}</section>`

const aboutContract = ({ contract }: View): Markup => {
  const { settings, created, ledger, errors } = contract
  const classes = classesTried(contract)
  const facts: readonly (readonly [string, string])[] = [
    ['Target', contract.target],
    ['Contract digest', contract.digest],
    ['Depth', depthOf(settings)],
    ['Random requests per operation', String(settings.runs)],
    ...(classes.of > 0 ? ([['Kinds of value tried in requests', classesText(classes)]] as const) : []),
    ['Reading', settings.reading],
    ['Credentials', settings.authenticated ? 'given' : 'none'],
    ...(Object.keys(settings.headers).length > 0
      ? ([['Headers', Object.keys(settings.headers).join(', ')]] as const)
      : []),
    ['Fixtures', Object.keys(settings.fixtures).join(', ') || 'none'],
    ...(settings.reference
      ? ([['Embedded reference with the faults', settings.reference.join(', ') || 'none']] as const)
      : []),
  ]
  return html`<details><summary><h3>${contract.title}</h3></summary><div class="inside">
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${list('Created at the target', ledger ? ledger.map(entryText) : created)}${list('Faults of Assay’s own', errors)}</div></details>
`
}

type Classes = { readonly tried: number; readonly of: number; readonly refused: number }

const classesTried = ({ requirements }: ContractReport): Classes =>
  requirements.reduce(
    (sum, { classes }) =>
      classes
        ? {
            tried: sum.tried + classes.tried,
            of: sum.of + classes.of,
            refused: sum.refused + (classes.refused?.length ?? 0),
          }
        : sum,
    { tried: 0, of: 0, refused: 0 },
  )

const classesText = ({ tried, of, refused }: Classes): string =>
  `${tried} of ${of}${refused === 0 ? '' : `, ${refused} refused`}`

const mostListed = 200

const list = (title: string, items: readonly string[]): Markup | undefined =>
  items.length === 0
    ? undefined
    : html`<h4>${title}</h4><ul class="names">${items.slice(0, mostListed).map((item) => html`<li>${item}</li>`)}${
        items.length > mostListed
          ? html`<li class="soft">and ${items.length - mostListed} more in report.json</li>`
          : undefined
      }</ul>`

const entryText = ({ what, id, cleanup, detail }: LedgerEntry): string =>
  `${what}${id === undefined ? '' : ` ${id}`}${cleanup === 'none' ? '' : `: ${cleanup}${detail === '' ? '' : `, ${detail}`}`}`
