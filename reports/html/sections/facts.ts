import type { Report } from '../../../core/report.ts'
import { targetText } from '../../reference-text.ts'
import { html, type Markup, type Part } from '../markup.ts'
import { counted } from '../words.ts'

/** What this run was: enough to find and to repeat it. */
export const runFacts = ({ run, contracts, tool }: Report): Markup => {
  const created = contracts.reduce((sum, { created, ledger = created }) => sum + ledger.length, 0)
  const [only] = contracts
  const facts: readonly (readonly [string, Part])[] = [
    ...(only && contracts.length === 1
      ? ([
          ['Target', html`<span class="address">${targetText(only)}</span>`],
          ['Contract', html`${only.title} <span class="soft">${only.id}</span>`],
          ['Digest', html`<code>${only.digest.slice(0, 12)}</code>`],
        ] as const)
      : ([['Contracts', String(contracts.length)]] as const)),
    ['Seed', html`<code>${run.seed}</code>`],
    ['Requests', `${run.requests.toLocaleString('en')} in ${durationText(run.durationMs)}`],
    ['Created there', created === 0 ? 'nothing' : html`<a href="#about">${counted(created, 'thing')}</a>`],
    ['Started', html`<time datetime="${run.startedAt}">${run.startedAt.slice(0, 16).replace('T', ' ')} UTC</time>`],
    ['Made by', `Assay ${tool.version}`],
  ]
  return html`<dl class="run">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}

const durationText = (ms: number): string => {
  const seconds = ms / 1000
  return seconds < 120 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`
}
