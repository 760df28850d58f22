import { isList, isObject, type Json } from '../../core/json.ts'
import type { Expression } from './expression.ts'
import { isExpression, type Read, read, readExpression } from './read-expression.ts'

/** A value with expressions in it, which are replaced when it is needed. */
export type Template =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'expression'; readonly expression: Expression }
  | Text
  | { readonly kind: 'list'; readonly elements: readonly Template[] }
  | { readonly kind: 'object'; readonly members: Readonly<Record<string, Template>> }

/** Text around expressions in curly brackets. */
export type Text = { readonly kind: 'text'; readonly parts: readonly (string | Expression)[] }

export const readTemplate = (value: Json): Read<Template> => {
  if (typeof value === 'string') return readTextTemplate(value)
  if (isList(value)) {
    const all = collected(value.map(readTemplate))
    return all.kind === 'wrong' ? all : read({ kind: 'list', elements: all.value })
  }
  if (!isObject(value)) return read({ kind: 'value', value })
  const entries = Object.entries(value)
  const all = collected(entries.map(([, member]) => readTemplate(member)))
  if (all.kind === 'wrong') return all
  const members = Object.fromEntries(entries.map(([name], place) => [name, all.value[place] ?? nothing]))
  return read({ kind: 'object', members })
}

const nothing: Template = { kind: 'value', value: null }

const readTextTemplate = (text: string): Read<Template> => {
  if (isExpression(text)) {
    const found = readExpression(text)
    return found.kind === 'wrong' ? found : read({ kind: 'expression', expression: found.value })
  }
  const found = readText(text)
  if (found.kind === 'wrong') return found
  return found.value.parts.every((part) => typeof part === 'string') ? read({ kind: 'value', value: text }) : found
}

/** Text with expressions as `{$inputs.name}`. */
export const readText = (text: string): Read<Text> => {
  const parts = collected(
    text.split(/(\{\$[^{}]+\})/).map((part): Read<string | Expression> => {
      const inner = /^\{(\$[^{}]+)\}$/.exec(part)?.[1]
      return inner !== undefined && isExpression(inner) ? readExpression(inner) : read(part)
    }),
  )
  return parts.kind === 'wrong' ? parts : read({ kind: 'text', parts: parts.value })
}

const collected = <Value>(all: readonly Read<Value>[]): Read<readonly Value[]> => {
  const values: Value[] = []
  for (const one of all) {
    if (one.kind === 'wrong') return one
    values.push(one.value)
  }
  return read(values)
}

export const expressionsOf = (template: Template): readonly Expression[] => {
  switch (template.kind) {
    case 'value':
      return []
    case 'expression':
      return [template.expression]
    case 'text':
      return template.parts.filter((part) => typeof part !== 'string')
    case 'list':
      return template.elements.flatMap(expressionsOf)
    case 'object':
      return Object.values(template.members).flatMap(expressionsOf)
  }
}
