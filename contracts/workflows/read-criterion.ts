import { messageOf } from '../../core/thrown.ts'
import { expressionsIn } from './condition.ts'
import type { Criterion } from './criterion.ts'
import type { Expression } from './expression.ts'
import { readJsonPath } from './json-path.ts'
import { readCondition } from './read-condition.ts'
import { type Read, read, readExpression, wrong } from './read-expression.ts'
import { readText, type Text } from './template.ts'
import type { WrittenCriterion } from './written.ts'

export const readCriterion = ({ condition, context, type = 'simple' }: WrittenCriterion): Read<Criterion> => {
  if (typeof type === 'object')
    return wrong(`the version ${type.version} of ${type.type} is not run; write type: jsonpath, which is RFC 9535`)
  if (type === 'xpath') return wrong('conditions in XPath are not run; write a simple one, or type: regex or jsonpath')
  if (type === 'simple') {
    const found = readCondition(condition)
    return found.kind === 'wrong' ? found : read({ kind: 'simple', text: condition, condition: found.value })
  }
  if (context === undefined)
    return wrong(`a condition of the type ${type} needs a context, as in context: $response.body`)
  const place = readExpression(context)
  if (place.kind === 'wrong') return place
  const text = readText(condition)
  if (text.kind === 'wrong') return text
  const why = type === 'regex' ? whyNoPattern(text.value) : whyNoPath(text.value)
  if (why !== undefined) return wrong(why)
  const shown = `${context} matches ${condition}`
  return type === 'regex'
    ? read({ kind: 'regex', text: shown, context: place.value, pattern: text.value })
    : read({ kind: 'jsonpath', text: `${context} holds ${condition}`, context: place.value, path: text.value })
}

/** What is put in where an expression stands does not change what a text means. */
const plain = ({ parts }: Text): string => parts.map((part) => (typeof part === 'string' ? part : '0')).join('')

const whyNoPattern = (text: Text): string | undefined => {
  try {
    new RegExp(plain(text), 'u')
    return undefined
  } catch (error) {
    return `${plain(text)} is no regular expression: ${messageOf(error)}`
  }
}

const whyNoPath = (text: Text): string | undefined => {
  const found = readJsonPath(plain(text))
  return found.kind === 'wrong' ? found.why : undefined
}

/** The expressions of a criterion. */
export const expressionsOfCriterion = (criterion: Criterion): readonly Expression[] => {
  const inText = ({ parts }: Text) => parts.filter((part) => typeof part !== 'string')
  switch (criterion.kind) {
    case 'simple':
      return expressionsIn(criterion.condition)
    case 'regex':
      return [criterion.context, ...inText(criterion.pattern)]
    case 'jsonpath':
      return [criterion.context, ...inText(criterion.path)]
    case 'accepted':
      return []
  }
}
