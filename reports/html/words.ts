import type { Outcome, Verdict } from '../../core/verdict.ts'
import { verdictWords } from '../verdict-words.ts'
import { html, type Markup } from './markup.ts'

/** How a verdict is shown: by a sign and a word, so that nothing rests on colour alone. */
export const verdictSigns: Readonly<Record<Verdict, string>> = {
  fail: '✗',
  error: '‼',
  inconclusive: '?',
  warn: '!',
  pass: '✓',
  untested: '–',
}

export const outcomeWords: Readonly<Record<Outcome, { readonly sign: string; readonly word: string }>> = {
  conformant: { sign: '✓', word: 'Conformant' },
  nonconformant: { sign: '✗', word: 'Not conformant' },
  incomplete: { sign: '?', word: 'Incomplete' },
  unusable: { sign: '‼', word: 'Unusable target' },
}

export const verdictBadge = (verdict: Verdict): Markup =>
  html`<span class="verdict ${verdict}"><span aria-hidden="true">${verdictSigns[verdict]}</span> ${verdictWords[verdict]}</span>`

export const outcomeBadge = (outcome: Outcome): Markup =>
  html`<span class="outcome ${outcome}"><span aria-hidden="true">${outcomeWords[outcome].sign}</span> ${outcomeWords[outcome].word}</span>`

/** A text in which one character that is written many times over does not fill a line. */
export const withoutRuns = (text: string): string =>
  text.replace(/(.)\1{23,}…?/gu, (_, character: string) => `${character.repeat(12)}…`)

/** `1 promise`, `2 promises`. */
export const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
