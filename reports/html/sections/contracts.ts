import { html, type Markup } from '../markup.ts'
import { totalsOf } from '../totals.ts'
import { outcomeBadge } from '../words.ts'
import type { Section } from './section.ts'

/** Where a run holds more than one contract: the outcome of each. */
export const contracts: Section = (views) =>
  views.length < 2
    ? undefined
    : html`<section aria-labelledby="contracts"><h2 id="contracts">Contracts</h2>
<table class="list contracts"><thead><tr><th scope="col">Contract</th><th scope="col">Outcome</th><th scope="col" class="number">Musts kept</th><th scope="col" class="number">Broken</th><th scope="col" class="number">Requests</th><th scope="col">Target</th><th scope="col">Digest</th></tr></thead>
<tbody>${views.map((view): Markup => {
        const { contract, report } = view
        const { must } = totalsOf({ ...report, contracts: [contract] })
        const all = Object.values(must).reduce((sum, count) => sum + count, 0)
        const broken = contract.requirements.filter(({ verdict }) => verdict === 'fail').length
        return html`<tr><th scope="row">${contract.title} <span class="soft">${contract.id}</span></th><td>${outcomeBadge(contract.outcome)}</td><td class="number" data-word="musts kept">${must.pass + must.warn} <span class="soft">of ${all}</span></td><td class="number" data-word="broken">${broken}</td><td class="number" data-word="requests">${contract.requests}</td><td class="address">${contract.target}</td><td><code>${contract.digest.slice(0, 12)}</code></td></tr>`
      })}</tbody></table></section>`
