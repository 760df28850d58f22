import type { Exchange } from '../../core/exchange.ts'
import { pointer } from '../../core/json.ts'
import type { FindingReport } from '../../core/report.ts'
import { longestBody } from './evidence.ts'
import { jsonText } from './json-text.ts'
import { content, html, type Markup } from './markup.ts'
import { windowOf } from './window.ts'

export type Shown = {
  readonly requirement: string
  readonly finding: Pick<FindingReport, 'at' | 'sent'>
  readonly exchange: Exchange
}

/** The request and what came back, side by side; the place that is spoken of is marked. */
export const exchangePair = ({ requirement, finding, exchange }: Shown): Markup => html`<div class="pair">
<figure><figcaption>Request</figcaption><pre tabindex="0"><b>${exchange.request.method} ${exchange.request.path}</b>
${headerLines(exchange.request.headers)}${body(exchange.request.body, finding.sent ?? placeInRequest(requirement))}</pre></figure>
${replyFigure(exchange, finding)}
</div>`

const replyFigure = ({ outcome }: Exchange, { at }: Shown['finding']): Markup => {
  switch (outcome.kind) {
    case 'reply': {
      const { status, ms, headers, body: text } = outcome.reply
      return html`<figure><figcaption>Reply <span class="soft">after ${Math.round(ms)} ms</span></figcaption><pre tabindex="0">${marked(`${status}`, at === 'status')}
${headerLines(headers, at)}${body(text, at === '' || at.startsWith('/') ? at : undefined)}</pre></figure>`
    }
    case 'broken':
    case 'silent':
    case 'withheld':
      return html`<figure><figcaption>No whole reply</figcaption><pre>${content(outcome.detail)}</pre></figure>`
  }
}

const headerLines = (headers: Readonly<Record<string, string>>, at = ''): readonly Markup[] =>
  Object.entries(headers).map(
    ([name, value]) => html`${marked(`${name}: ${value}`, at === `header ${name}`)}
`,
  )

const marked = (text: string, isMarked: boolean): Markup =>
  isMarked ? html`<mark>${content(text)}</mark>` : content(text)

const body = (text: string | undefined, place: string | undefined): Markup | undefined =>
  text === undefined || text === ''
    ? undefined
    : html`
${windowOf(jsonText(text, place === '' ? undefined : place), longestBody).map((one) => marked(one.text, one.marked))}`

/** The place of the request that a requirement speaks of: `shop/createOrder/request/items[]/sku/maxLength`. */
const placeInRequest = (requirement: string): string | undefined => {
  const [, , facet, ...rest] = requirement.split('/')
  if (facet !== 'request' || rest.length < 2) return undefined
  return pointer(rest.slice(0, -1).flatMap((step) => (step.endsWith('[]') ? [step.slice(0, -2), 0] : [step])))
}
