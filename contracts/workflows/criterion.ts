import type { Condition } from './condition.ts'
import type { Expression } from './expression.ts'
import type { Text } from './template.ts'

/** Something that holds of a step, or does not. `text` is what its author wrote. */
export type Criterion = { readonly text: string } & (
  | { readonly kind: 'simple'; readonly condition: Condition }
  | { readonly kind: 'regex'; readonly context: Expression; readonly pattern: Text }
  | { readonly kind: 'jsonpath'; readonly context: Expression; readonly path: Text }
  /** The call is answered with a success, or the workflow that the step calls comes to its end. */
  | { readonly kind: 'accepted' }
)
