import type { Expression } from './expression.ts'

/** What a simple condition says. */
export type Condition =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'expression'; readonly expression: Expression }
  | { readonly kind: 'not'; readonly inner: Condition }
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | Comparison

export type Comparison = {
  readonly kind: 'compare'
  readonly operator: Operator
  readonly left: Condition
  readonly right: Condition
}

export type Operator = '==' | '!=' | '<' | '<=' | '>' | '>='

/** The expressions in a condition, from left to right. */
export const expressionsIn = (condition: Condition): readonly Expression[] => {
  switch (condition.kind) {
    case 'literal':
      return []
    case 'expression':
      return [condition.expression]
    case 'not':
      return expressionsIn(condition.inner)
    default:
      return [...expressionsIn(condition.left), ...expressionsIn(condition.right)]
  }
}
