import type { Expression } from '../../contracts/workflows/expression.ts'
import type { Template, Text } from '../../contracts/workflows/template.ts'
import { asText, type Json } from '../../core/json.ts'
import { type Scope, valueIn } from './scope.ts'

/** The value of a template, or the first expression in it for which there is none. */
export type Filled =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'lacks'; readonly what: Expression }

/** How a value is written where it stands inside a text. */
export type Write = (text: string) => string

export const asItIs: Write = (text) => text

export const fill = (template: Template, scope: Scope, write: Write = asItIs): Filled => {
  switch (template.kind) {
    case 'value':
      return template
    case 'expression': {
      const value = valueIn(template.expression, scope)
      return value === undefined ? { kind: 'lacks', what: template.expression } : { kind: 'value', value }
    }
    case 'text':
      return fillText(template, scope, write)
    case 'list': {
      const all = template.elements.map((one) => fill(one, scope))
      const lack = all.find((one) => one.kind === 'lacks')
      return lack ?? { kind: 'value', value: all.flatMap((one) => (one.kind === 'value' ? [one.value] : [])) }
    }
    case 'object': {
      const all = Object.entries(template.members).map(([name, one]) => [name, fill(one, scope)] as const)
      const lack = all.map(([, one]) => one).find((one) => one.kind === 'lacks')
      const members = all.flatMap(([name, one]) => (one.kind === 'value' ? [[name, one.value] as const] : []))
      return lack ?? { kind: 'value', value: Object.fromEntries(members) }
    }
  }
}

const fillText = ({ parts }: Text, scope: Scope, write: Write): Filled => {
  let text = ''
  for (const part of parts) {
    if (typeof part === 'string') text += part
    else {
      const value = valueIn(part, scope)
      if (value === undefined) return { kind: 'lacks', what: part }
      text += write(asText(value))
    }
  }
  return { kind: 'value', value: text }
}

/** How a value is escaped in a body of a media type. */
export const writeAs = (mediaType: string | undefined): Write => {
  if (mediaType === undefined) return asItIs
  if (/json/i.test(mediaType)) return (text) => JSON.stringify(text).slice(1, -1)
  if (/xml/i.test(mediaType))
    return (text) =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
  return /urlencoded/i.test(mediaType) ? encodeURIComponent : asItIs
}
