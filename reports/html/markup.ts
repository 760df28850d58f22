import { visibleLines } from '../visible.ts'

/** A piece of HTML whose texts are escaped already. */
export type Markup = { readonly markup: string }

export type Part = string | number | undefined | Markup | readonly Part[]

/** HTML of a template: everything put into it is escaped, but what is markup already. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  markup: texts.map((text, index) => text + of(parts[index])).join(''),
})

/** Text of our own that is markup as it stands. Never for what a target, a document or a user wrote. */
export const trusted = (markup: string): Markup => ({ markup })

/** Text between tags, where quotes need no escape: a third shorter for JSON. Never within an attribute. */
export const content = (text: string): Markup => ({
  markup: shown(text).replace(/[&<>]/g, (character) => entities[character] ?? ''),
})

const of = (part: Part): string => {
  if (part === undefined) return ''
  if (typeof part === 'string') return escapeHtml(part)
  if (typeof part === 'number') return String(part)
  return 'markup' in part ? part.markup : part.map(of).join('')
}

/** A tab does no harm on a page, and belongs to what is copied from it. */
const shown = (text: string): string => text.split('\t').map(visibleLines).join('\t')

const escapeHtml = (text: string): string => shown(text).replace(/[&<>"']/g, (character) => entities[character] ?? '')

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
