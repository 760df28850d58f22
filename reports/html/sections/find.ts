import { levels } from '../../../core/requirement.ts'
import { verdicts } from '../../../core/verdict.ts'
import { verdictWords } from '../../verdict-words.ts'
import { html } from '../markup.ts'
import type { Section } from './section.ts'

/** The search for a promise, where it is seen first; it shows itself where there is script. */
export const find: Section = () => html`<div id="filter" role="search" aria-label="Promises" hidden>
<label>Find <input type="search" name="text" placeholder="field, case, document …" autocomplete="off"></label>
<label>Verdict <select name="verdict"><option value="">any</option>${verdicts.map((verdict) => html`<option value="${verdict}">${verdictWords[verdict]}</option>`)}</select></label>
<label>Level <select name="level"><option value="">any</option>${levels.map((level) => html`<option>${level}</option>`)}</select></label>
<button type="button">Clear</button><output></output> <a href="#all">Show the list</a>
</div>`
