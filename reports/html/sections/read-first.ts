import { endedText } from '../../ended-text.ts'
import { html } from '../markup.ts'
import type { Section } from './section.ts'

/** What makes the whole run say little. */
export const readFirst: Section = (_, { run }) => {
  const lines = [...(run.interrupted ? [endedText(run)] : []), ...run.void]
  return lines.length === 0
    ? undefined
    : html`<section class="first" aria-labelledby="first"><h2 id="first">Read this first</h2><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></section>`
}
