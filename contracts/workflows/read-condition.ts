import type { Condition, Operator } from './condition.ts'
import { type Read, read, readExpression, wrong } from './read-expression.ts'

type Token =
  | { readonly kind: 'sign'; readonly sign: string }
  | { readonly kind: 'operand'; readonly condition: Condition }

/** A simple condition: `$statusCode == 200 && $response.body#/state != 'open'`. */
export const readCondition = (text: string): Read<Condition> => {
  const tokens = tokensOf(text)
  if (tokens.kind === 'wrong') return tokens
  const found = either({ tokens: tokens.value, at: 0 })
  if (found.kind === 'wrong') return found
  const { condition, at } = found.value
  const rest = tokens.value[at]
  return rest === undefined
    ? read(condition)
    : wrong(`${text} has ${tokenText(rest)} where it should end, or have && or ||`)
}

const tokensOf = (text: string): Read<readonly Token[]> => {
  const tokens: Token[] = []
  let rest = text.trimStart()
  while (rest !== '') {
    const next = tokenAt(rest, text)
    if (next.kind === 'wrong') return next
    tokens.push(next.value.token)
    rest = rest.slice(next.value.length).trimStart()
  }
  return tokens.length === 0 ? wrong('the condition is empty') : read(tokens)
}

const words: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null }

type Found = { readonly token: Token; readonly length: number }

const tokenAt = (rest: string, whole: string): Read<Found> => {
  const operand = (condition: Condition, length: number): Read<Found> =>
    read({ token: { kind: 'operand', condition }, length })
  const [sign] = /^(?:==|!=|<=|>=|&&|\|\||[<>!()])/.exec(rest) ?? []
  if (sign !== undefined) return read({ token: { kind: 'sign', sign }, length: sign.length })
  const [quoted, inner = ''] = /^'((?:[^']|'')*)'/.exec(rest) ?? []
  if (quoted !== undefined) return operand({ kind: 'literal', value: inner.replaceAll("''", "'") }, quoted.length)
  const [number] = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/.exec(rest) ?? []
  if (number !== undefined) return operand({ kind: 'literal', value: Number(number) }, number.length)
  const [word = ''] = /^[A-Za-z]+(?!\w)/.exec(rest) ?? []
  if (Object.hasOwn(words, word)) return operand({ kind: 'literal', value: words[word] ?? null }, word.length)
  if (rest.startsWith('$')) {
    const [text = ''] = /^\$[^\s=!<>&|()]+/.exec(rest) ?? []
    const expression = readExpression(text)
    return expression.kind === 'wrong'
      ? expression
      : operand({ kind: 'expression', expression: expression.value }, text.length)
  }
  if (rest.startsWith("'")) return wrong(`${whole} has a text that no single quote ends`)
  const [bare = ''] = /^\S+/.exec(rest) ?? []
  if (rest.startsWith('=')) return wrong(`${whole} has a single =; write == to compare`)
  return wrong(`${whole} has ${bare}, which is neither expression nor value: texts stand in single quotes`)
}

type Place = { readonly tokens: readonly Token[]; readonly at: number }
type Parsed = { readonly condition: Condition; readonly at: number }
type Parse = (place: Place) => Read<Parsed>

/** `a || b || …`, each side as `inner` reads it. */
const chain =
  (sign: '||' | '&&', kind: 'or' | 'and', inner: Parse): Parse =>
  (place) => {
    let left = inner(place)
    while (left.kind === 'read' && isSign(place.tokens[left.value.at], sign)) {
      const before = left.value
      const right = inner({ ...place, at: before.at + 1 })
      left =
        right.kind === 'wrong'
          ? right
          : read({ condition: { kind, left: before.condition, right: right.value.condition }, at: right.value.at })
    }
    return left
  }

const comparison: Parse = (place) => {
  const left = single(place)
  if (left.kind === 'wrong') return left
  const token = place.tokens[left.value.at]
  const operator = operators.find((one) => isSign(token, one))
  if (operator === undefined) return left
  const right = single({ ...place, at: left.value.at + 1 })
  if (right.kind === 'wrong') return right
  const condition = { kind: 'compare', operator, left: left.value.condition, right: right.value.condition } as const
  return read({ condition, at: right.value.at })
}

const operators: readonly Operator[] = ['==', '!=', '<=', '>=', '<', '>']

const single: Parse = ({ tokens, at }) => {
  const token = tokens[at]
  if (token === undefined) return wrong('the condition ends where a value should follow')
  if (token.kind === 'operand') return read({ condition: token.condition, at: at + 1 })
  if (token.sign === '!') {
    const inner = single({ tokens, at: at + 1 })
    return inner.kind === 'wrong'
      ? inner
      : read({ condition: { kind: 'not', inner: inner.value.condition }, at: inner.value.at })
  }
  if (token.sign !== '(') return wrong(`the condition has ${token.sign} where a value should stand`)
  const inner = either({ tokens, at: at + 1 })
  if (inner.kind === 'wrong') return inner
  return isSign(tokens[inner.value.at], ')')
    ? read({ condition: inner.value.condition, at: inner.value.at + 1 })
    : wrong('the condition opens a bracket that nothing closes')
}

const both = chain('&&', 'and', comparison)
const either = chain('||', 'or', both)

const isSign = (token: Token | undefined, sign: string): boolean => token?.kind === 'sign' && token.sign === sign

const tokenText = (token: Token): string => {
  if (token.kind === 'sign') return token.sign
  const { condition } = token
  return condition.kind === 'expression'
    ? condition.expression.text
    : condition.kind === 'literal'
      ? JSON.stringify(condition.value)
      : 'more'
}
