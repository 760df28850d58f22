import { createHash } from 'node:crypto'
import type { Report } from '../../core/report.ts'
import { referenceText } from '../reference-text.ts'
import { html, trusted } from './markup.ts'
import { script } from './script.ts'
import { sections } from './sections/sections.ts'
import { style } from './styles/style.ts'
import { viewsOf } from './view.ts'
import { outcomeWords } from './words.ts'

/**
 * One page that holds all of itself. It reads without script; its policy lets nothing but its own style and script be
 * applied, and nothing be loaded.
 */
export const htmlReport = (report: Report): string => {
  const views = viewsOf(report)
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${titleOf(report)}</title>
<link rel="icon" href="data:,">
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#answer">Skip to the outcome</a>
<header><span><b>Assay</b> conformance report</span><button type="button" id="theme" hidden>Dark theme</button></header>
<main>
${sections.map((section) => section(views, report))}
</main>
<footer>Made from <code>report.json</code>, which lies beside this page and holds all of the evidence.<span id="status" class="hidden" role="status"></span></footer>
<script>${trusted(script)}</script>
</body>
</html>
`.markup
}

const titleOf = ({ run, contracts }: Report): string =>
  [referenceText({ contracts }), outcomeWords[run.outcome].word, contracts.map(({ id }) => id).join(', '), 'Assay']
    .filter(Boolean)
    .join(' · ')

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const policy: string = [
  "default-src 'none'",
  `style-src ${hashOf(style)}`,
  `script-src ${hashOf(script)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')
