import { fragment, sampleAnchor } from '../anchors.ts'
import { exchangePair } from '../exchange.ts'
import { html, type Markup } from '../markup.ts'
import type { View } from '../view.ts'
import { counted } from '../words.ts'
import { contractTag, type Section } from './section.ts'

/** One request and reply of what passed: each could have broken the promises that name it. */
export const samples: Section = (views) => {
  const count = views.reduce((sum, { samples: some }) => sum + some.length, 0)
  if (count === 0) return undefined
  return html`<section class="samples" aria-labelledby="samples"><h2 id="samples">Evidence of passes <span class="soft">${counted(count, 'exchange')}</span></h2>
<p class="soft">A request and its reply for what passed. All exchanges of the run are in <code>evidence.ndjson</code>.</p>
<details class="operation"><summary><h3>Requests and replies</h3></summary>${views.map((view) => view.samples.map((id) => sampleItem(view, id)))}</details>
</section>`
}

const sampleItem = (view: View, id: string): Markup | undefined => {
  const exchange = view.contract.exchanges[id]
  return (
    exchange &&
    html`<details class="group"><summary><h4>${contractTag(view)}${id}</h4></summary><div id="${sampleAnchor(view.contract.id, id)}">${exchangePair({ requirement: '', finding: { at: '' }, exchange })}</div></details>
`
  )
}

/** Where the exchange is shown; only its name where the page has no room for it. */
export const sampleLink = ({ contract, samples: some }: View, id: string): Markup =>
  some.includes(id)
    ? html`for instance <a href="${fragment(sampleAnchor(contract.id, id))}">${id}</a>`
    : html`for instance ${id}, in evidence.ndjson`
