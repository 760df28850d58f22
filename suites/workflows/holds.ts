import { isAccepted } from '../../checks/answer.ts'
import { isEqual } from '../../checks/relations/compare.ts'
import type { Comparison, Condition } from '../../contracts/workflows/condition.ts'
import type { Criterion } from '../../contracts/workflows/criterion.ts'
import { readJsonPath } from '../../contracts/workflows/json-path.ts'
import type { Text } from '../../contracts/workflows/template.ts'
import { asText, type Json } from '../../core/json.ts'
import { type Scope, valueIn } from './scope.ts'

/** Whether a condition is met. What looks at a value that is not there is not, but for a comparison with null. */
export const holds = (criterion: Criterion, scope: Scope): boolean => {
  switch (criterion.kind) {
    case 'simple':
      return isTrue(conditionValue(criterion.condition, scope))
    case 'accepted':
      return scope.answered ? isAccepted(scope.answered.exchange) : scope.outputs !== undefined
    case 'regex': {
      const value = valueIn(criterion.context, scope)
      return value !== undefined && new RegExp(patternOf(criterion.pattern, scope), 'u').test(asText(value))
    }
    case 'jsonpath': {
      const value = valueIn(criterion.context, scope)
      const path = readJsonPath(pathOf(criterion.path, scope))
      return value !== undefined && path.kind === 'read' && path.value(value).length > 0
    }
  }
}

/** Text is compared without regard to case, and numbers with texts that are written as one, as Arazzo has it. */
export const conditionValue = (condition: Condition, scope: Scope): Json | undefined => {
  switch (condition.kind) {
    case 'literal':
      return condition.value
    case 'expression':
      return valueIn(condition.expression, scope)
    case 'not':
      return !isTrue(conditionValue(condition.inner, scope))
    case 'and':
      return isTrue(conditionValue(condition.left, scope)) && isTrue(conditionValue(condition.right, scope))
    case 'or':
      return isTrue(conditionValue(condition.left, scope)) || isTrue(conditionValue(condition.right, scope))
    case 'compare':
      return compare(condition, scope)
  }
}

const isTrue = (value: Json | undefined): boolean =>
  value !== undefined && value !== null && value !== false && value !== '' && value !== 0

const compare = ({ operator, left, right }: Comparison, scope: Scope): boolean => {
  const [one, other] = [loose(conditionValue(left, scope)), loose(conditionValue(right, scope))]
  if (operator === '==' || operator === '!=') return isSame(one, other) === (operator === '==')
  const order = orderOf(one, other)
  if (order === undefined) return false
  return { '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 }[operator]
}

/** What is not there is null to a comparison. */
const loose = (value: Json | undefined): Json => (typeof value === 'string' ? value.toLowerCase() : (value ?? null))

const isSame = (one: Json, other: Json): boolean => {
  const [first, second] = numbers(one, other)
  return isEqual(one, other) || (first !== undefined && first === second)
}

const orderOf = (one: Json, other: Json): number | undefined => {
  const [first, second] = numbers(one, other)
  if (first !== undefined && second !== undefined) return first - second
  if (typeof one !== 'string' || typeof other !== 'string') return undefined
  return one < other ? -1 : one > other ? 1 : 0
}

/** As numbers, where at least one of them is and the other is written as one. */
const numbers = (one: Json, other: Json): readonly (number | undefined)[] =>
  typeof one === 'number' || typeof other === 'number' ? [numberOf(one), numberOf(other)] : []

const numberOf = (value: Json): number | undefined => {
  if (typeof value === 'number') return value
  return typeof value === 'string' && /^\s*-?\d+(?:\.\d+)?(?:e[+-]?\d+)?\s*$/.test(value) ? Number(value) : undefined
}

const patternOf = ({ parts }: Text, scope: Scope): string =>
  parts
    .map((part) =>
      typeof part === 'string' ? part : asText(valueIn(part, scope) ?? '').replace(/[\\^$.*+?()[\]{}|/-]/g, escaped),
    )
    .join('')

/** A pattern that is read as Unicode does not take a backslash before just any sign. */
const escaped = (sign: string): string => (sign === '-' ? '\\x2d' : `\\${sign}`)

const pathOf = ({ parts }: Text, scope: Scope): string => {
  let text = ''
  for (const part of parts) text += typeof part === 'string' ? part : inQuotes(valueIn(part, scope), quoteAt(text))
  return text
}

/** The quote that is open at the end of a text. */
const quoteAt = (text: string): string | undefined => {
  let open: string | undefined
  for (let place = 0; place < text.length; place += 1) {
    const sign = text[place]
    if (open !== undefined && sign === '\\') place += 1
    else if (sign === open) open = undefined
    else if (open === undefined && (sign === "'" || sign === '"')) open = sign
  }
  return open
}

const inQuotes = (value: Json | undefined, quote: string | undefined): string => {
  if (quote === undefined) return value === undefined ? 'null' : asText(value)
  const text = JSON.stringify(asText(value ?? '')).slice(1, -1)
  return quote === '"' ? text : text.replaceAll('\\"', '"').replaceAll("'", "\\'")
}
